import { expect, it } from 'vitest'
import { decodeJwt } from './decode-jwt.js'

function jwtOf(payload: string): string {
  return `e30.${Buffer.from(payload).toString('base64url')}.c2ln`
}

it('reads the claims without verifying them', () => {
  expect(decodeJwt(jwtOf('{"sub":"Zoë","exp":1}'))).toEqual({ sub: 'Zoë', exp: 1 })
})

it.each([['', 'secret', 'secret.', 'a.secret!.b', jwtOf('secret'), jwtOf('{"secret":')]].flat())(
  'says nothing of %j when it cannot read it',
  jwt => {
    try {
      decodeJwt(jwt)
      expect.unreachable()
    } catch (error) {
      expect(error).toEqual(new Error('not a JWT'))
      expect(error).not.toHaveProperty('cause')
    }
  },
)
