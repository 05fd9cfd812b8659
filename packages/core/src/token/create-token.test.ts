import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defineScope } from '../scope/index.js'
import { createToken, type TokenParts } from './create-token.js'

const granted = defineScope({ permissions: [{ role: 'readonly', cache: 'c' }] })

// With a tilde after every letter no part of a secret can be a word of ours.
const randomSecret = fc
  .uint8Array({ minLength: 24, maxLength: 48 })
  .map(raw => Buffer.from(raw).toString('base64').replace(/./g, '$&~'))

const tokenOf = (parts: Partial<TokenParts> = {}) =>
  createToken({
    ...{ secret: 'h4llp4ss-s3cr3t', expiresAt: Date.UTC(2026, 10, 21, 22, 33, 44), granted },
    ...{ subject: 'ada', endpoint: 'cell.example', generation: 3 },
    ...parts,
  })

test('a token tells what it is and, asked for it, the token', () => {
  const token = tokenOf()
  expect(token).toMatchObject({ granted, subject: 'ada', endpoint: 'cell.example', generation: 3 })
  expect(token.reveal()).toBe('h4llp4ss-s3cr3t')
})

test('a token is printed as when it ends', () => {
  const token = tokenOf()
  const printed = `[Token expires ${Date.UTC(2026, 10, 21, 22, 33, 44)}]`
  expect([String(token), `${token}`, [token].join(), inspect(token)]).toEqual(
    Array.from({ length: 4 }, () => printed),
  )
  expect(JSON.stringify({ token })).toBe(JSON.stringify({ token: printed }))
})

test('an end that never comes is still text', () => {
  expect(String(tokenOf({ expiresAt: Number.POSITIVE_INFINITY }))).toBe('[Token expires Infinity]')
})

test('a token does not change', () => {
  const token = tokenOf()
  expect(Object.isFrozen(token)).toBe(true)
  expect(() => Object.assign(token, { expiresAt: 0 })).toThrow(TypeError)
})

test('a token holds nothing that a wider object brings along', () => {
  const record = {
    secret: 's',
    expiresAt: 0,
    granted,
    subject: 'ada',
    endpoint: 'e',
    generation: 1,
    epoch: 7,
  }
  expect(createToken(record)).not.toHaveProperty('epoch')
})

test('no part of the token is in anything that can be made of it but by reveal', () => {
  fc.assert(
    fc.property(randomSecret, secret => {
      const token = tokenOf({ secret })
      const made = [
        ...[String(token), JSON.stringify(token), JSON.stringify({ ...token }), token.toString(), `${token}`],
        ...[
          inspect(token, { showHidden: true, depth: 9 }),
          inspect(token, { customInspect: false, showHidden: true }),
        ],
        ...[inspect({ ...token }), inspect(structuredClone({ ...token })), inspect(Object.entries(token))],
        ...[inspect(structuredClone(token)), inspect(Reflect.ownKeys(token)), new Error(String(token)).stack],
        ...[inspect(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(token)), { depth: 9 })],
      ].join('\n')
      for (let start = 0; start + 8 <= secret.length; start++)
        expect(made).not.toContain(secret.slice(start, start + 8))
    }),
  )
})

test('a token that was taken apart reveals nothing', () => {
  const { reveal } = tokenOf()
  expect(() => Reflect.apply(reveal, undefined, [])).not.toThrow()
  expect(Reflect.apply(reveal, {}, [])).toBe('')
})
