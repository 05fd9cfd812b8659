import { expect, it } from 'vitest'
import { type Challenge, parseChallenges } from './parse-challenges.js'

const bearer = (error = ''): Challenge => ({ scheme: 'bearer', error })

it.each<[string, readonly Challenge[]]>([
  ['', []],
  [' , ,', []],
  ['Bearer', [bearer()]],
  ['Bearer realm="api"', [bearer()]],
  ['BEARER Error="invalid_token"', [bearer('invalid_token')]],
  ['Bearer error=invalid_token', [bearer('invalid_token')]],
  ['Bearer  error = "invalid_token"', [bearer('invalid_token')]],
  ['Bearer realm="a, b",error="insufficient_scope", scope="x y"', [bearer('insufficient_scope')]],
  ['Bearer realm="a" error="invalid_token"', [bearer('invalid_token')]],
  ['Bearer realm="say \\"hi\\", error=\\"decoy\\"", error="invalid_token"', [bearer('invalid_token')]],
  ['Bearer error_description="error=\\"decoy\\""', [bearer()]],
  ['Bearer my-error="decoy"', [bearer()]],
  ['Bearer "x, error=decoy"', [bearer()]],
  ['Bearer realm="never closed, error=decoy', [bearer()]],
  ['Bearer realm="a\\", error=decoy"', [bearer()]],
  ['Bearer realm="Basic, Digest"', [bearer()]],
  ['Bearer realm="never closed, error="', [bearer()]],
  ['Basic realm="x", Bearer', [{ scheme: 'basic', error: '' }, bearer()]],
  [
    'Bearer error="invalid_token", Basic realm="x"',
    [bearer('invalid_token'), { scheme: 'basic', error: '' }],
  ],
  [
    'Basic, Bearer error="a", DPoP error="b"',
    [{ scheme: 'basic', error: '' }, bearer('a'), { scheme: 'dpop', error: 'b' }],
  ],
  ['Negotiate YWJj==, Bearer', [{ scheme: 'negotiate', error: '' }, bearer()]],
  ['Negotiate YWJj=,Bearer', [{ scheme: 'negotiate', error: '' }, bearer()]],
  [',Bearer,', [bearer()]],
  ['error="alone"', []],
])('reads %s', (header, challenges) => {
  expect(parseChallenges(header)).toEqual(challenges)
})

it.each(['"\\', 'a ', 'a,', 'a=', 'a="', 'e="\\" '])('reads a hostile header of %j in linear time', piece => {
  const header = `Bearer ${piece.repeat(100_000)}`
  const startedAt = performance.now()
  parseChallenges(header)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})
