import type { DecodeJwt } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** What every `DecodeJwt` must do. */
export function decodeJwtContract(make: () => DecodeJwt): readonly ContractCase[] {
  return contractCases({
    'reads the claims without verifying them': async () => {
      const claims = { sub: 'ada', exp: 1_900_000_000, nested: { list: [1, true, null] } }
      assertSame(make()(jwtOf(JSON.stringify(claims))), claims)
    },
    'reads letters of every script': async () => {
      assertSame(make()(jwtOf('{"sub":"Zoë 東京 🎫"}')), { sub: 'Zoë 東京 🎫' })
    },
    'reads the letters that only base64url has': async () => {
      const claims = { sub: '???>>>~~~' }
      assertSame(/[-_]/.test(jwtOf(JSON.stringify(claims))), true)
      assertSame(make()(jwtOf(JSON.stringify(claims))), claims)
    },
    'throws on what is no JWT, and quotes nothing of it': async () => {
      const decode = make()
      for (const text of [
        '',
        'secret',
        'secret.secret',
        'a.secret!.b',
        jwtOf('secret'),
        jwtOf('{"secret":'),
      ]) {
        const thrown = thrownBy(() => decode(text))
        assertSame(thrown instanceof Error, true)
        assertSame(/secret|c2Vjc/.test(`${thrown}`), false)
      }
    },
  })
}

function jwtOf(payload: string): string {
  const bytes = new TextEncoder().encode(payload)
  const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  return `e30.${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2ln`
}

/** @throws Error when nothing was thrown */
function thrownBy(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('expected an exception')
}
