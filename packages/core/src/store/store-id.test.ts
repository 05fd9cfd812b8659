import { describe, expect, it } from 'vitest'
import { storeId } from './store-id.js'

const ORIGIN = 'https://app.example'

describe('the name of a store', () => {
  it.each(['chat', 'a', 'team-7_v1.2', 'x'.repeat(64)])('is the one given: %s', id => {
    expect(storeId(id, '/api/token', ORIGIN)).toBe(id)
  })

  it.each(['', ' ', 'a b', 'a/b', 'a:b', 'ünïcode', 'x'.repeat(65), 'a\n'])('is none: %j', id => {
    expect(() => storeId(id, '/api/token', ORIGIN)).toThrow(TypeError)
  })

  it('must be given where the source names no URL', () => {
    expect(() => storeId(undefined, undefined, ORIGIN)).toThrow(TypeError)
  })

  it('is made of the URL otherwise, the same in every tab', () => {
    const id = storeId(undefined, '/api/token', ORIGIN)
    expect(id).toBe(storeId(undefined, '/api/token', ORIGIN))
    expect(id).toMatch(/^tokens-[\da-f]{8}$/)
  })

  it.each([
    ['URLs', '/api/token', ORIGIN, '/api/token2', ORIGIN],
    ['origins of a relative URL', '/api/token', ORIGIN, '/api/token', 'https://other.example'],
    ['absolute URLs', 'https://a.example/t', ORIGIN, 'https://b.example/t', ORIGIN],
  ])('differs between %s', (_, url, origin, otherUrl, otherOrigin) => {
    expect(storeId(undefined, url, origin)).not.toBe(storeId(undefined, otherUrl, otherOrigin))
  })

  it('is the same for an absolute URL on whatever page', () => {
    const url = 'https://api.example/token'
    expect(storeId(undefined, url, ORIGIN)).toBe(storeId(undefined, url, undefined))
  })
})
