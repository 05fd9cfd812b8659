import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentoKeyFrom } from './momento-envelope.js'

const text = fc.string({ unit: 'binary' })
const key = { endpoint: 'cell.example', api_key: 'abc' }
const bytesOf = (content: unknown) => Buffer.from(JSON.stringify(content))

describe('an envelope', () => {
  test('is written in the standard alphabet and padded, whatever else is in it', () => {
    fc.assert(
      fc.property(text, note => {
        const bytes = bytesOf({ ...key, note })
        for (const given of [bytes.toString('base64'), bytes.toString('base64url')])
          expect(momentoKeyFrom(given, undefined)).toEqual({
            ...{ secret: bytes.toString('base64'), apiKey: 'abc', endpoint: 'cell.example' },
          })
      }),
    )
  })

  test('is made around a bare key where its endpoint is known', () => {
    const secret = bytesOf(key).toString('base64')
    expect(momentoKeyFrom('abc', 'cell.example')).toEqual({
      ...{ secret, apiKey: 'abc', endpoint: 'cell.example' },
    })
    expect(momentoKeyFrom('abc', undefined)).toEqual({ secret: 'abc', apiKey: 'abc', endpoint: undefined })
  })

  test.each([
    ['text that is no base64', 'a.b'],
    ['base64 of no JSON', Buffer.from('hello').toString('base64')],
    ['base64 of a number', Buffer.from('12').toString('base64')],
    ['base64 of null', Buffer.from('null').toString('base64')],
  ])('is not seen in %s', (_, token) => {
    expect(momentoKeyFrom(token, undefined)).toEqual({ secret: token, apiKey: token, endpoint: undefined })
  })

  test('gives only what it holds itself', () => {
    const token = Buffer.from('{ "__proto__": { "api_key": "abc" } }').toString('base64')
    expect(momentoKeyFrom(token, 'cell.example')).toMatchObject({ apiKey: undefined, endpoint: '' })
  })
})
