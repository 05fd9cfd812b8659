import { describe, expect, it } from 'vitest'
import { profileWriter, startTestGateway } from '../../../test-support/test-gateway.js'
import { maxItemBytes } from './cache-routes.js'

async function startWithWriter() {
  const gateway = await startTestGateway()
  const token = await gateway.mint([profileWriter])
  const put = (query: string, body: RequestInit['body'] = 'v', headers: HeadersInit = {}) =>
    gateway.call(`/cache/profiles?${query}`, { method: 'PUT', token, body: body ?? null, headers })
  const get = (query: string) => gateway.call(`/cache/profiles?${query}`, { token })
  const remove = (query: string) => gateway.call(`/cache/profiles?${query}`, { method: 'DELETE', token })
  return { gateway, token, put, get, remove }
}

describe('GET, PUT and DELETE /cache/{cache}', () => {
  it('gives back the bytes that were put', async () => {
    const { put, get } = await startWithWriter()
    const value = Uint8Array.from({ length: 256 }, (_each, index) => index)
    expect((await put('key=ada&ttl_seconds=60', value)).status).toBe(204)
    const answer = await get('key=ada')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(value)
  })

  it('takes a value of no bytes', async () => {
    const { put, get } = await startWithWriter()
    await put('key=ada&ttl_seconds=60', null)
    const answer = await get('key=ada')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  it.each([
    ['key=b%C3%A9', 'key_base64=YsOp'],
    ['key=a', 'key_base64=YQ'],
    ['key=a', 'key_base64=YQ=='],
    ['key=a+b', 'key=a%20b'],
    ['key=a%2Bb', 'key_base64=YSti'],
    ['key=%00', 'key_base64=AA'],
    ['key_base64=_-8', 'key_base64=_-8='],
    ['key=%25', 'key_base64=JQ'],
  ])('finds under %s what was put under %s', async (one, other) => {
    const { put, get } = await startWithWriter()
    await put(`${other}&ttl_seconds=60`)
    expect((await get(one)).status).toBe(200)
  })

  it('answers 404 with the standard reason for a key that is not there, never was or is over', async () => {
    const { gateway, put, get } = await startWithWriter()
    await put('key=ada&ttl_seconds=5')
    await gateway.engine.deleteItem({ cache: 'profiles', key: Buffer.from('bob') })
    gateway.time.advance(5_000)
    const answers = [await get('key=ada'), await get('key=bob')]
    expect(answers.map(answer => [answer.status, answer.statusText])).toEqual([
      [404, 'Not Found'],
      [404, 'Not Found'],
    ])
    expect(await answers[0]?.json()).toEqual({ code: 'Not Found', message: 'There is no such item.' })
  })

  it('deletes, also what is not there', async () => {
    const { put, get, remove } = await startWithWriter()
    await put('key=ada&ttl_seconds=60')
    expect([(await remove('key=ada')).status, (await remove('key=ada')).status]).toEqual([204, 204])
    expect((await get('key=ada')).status).toBe(404)
  })

  it('takes what Momento’s own tests send: a content type and a parameter of no use', async () => {
    const { put } = await startWithWriter()
    const answer = await put('key=ada&ttl_seconds=60&value=v', 'v', { 'content-type': 'application/json' })
    expect(answer.status).toBe(204)
  })

  it.each([
    ['no ttl', 'key=a'],
    ['ttl 0', 'key=a&ttl_seconds=0'],
    ['negative ttl', 'key=a&ttl_seconds=-1'],
    ['ttl over a day', 'key=a&ttl_seconds=86401'],
    ['fractional ttl', 'key=a&ttl_seconds=1.5'],
    ['exponent in ttl', 'key=a&ttl_seconds=1e3'],
    ['hexadecimal ttl', 'key=a&ttl_seconds=0x10'],
    ['empty ttl', 'key=a&ttl_seconds='],
    ['space before ttl', 'key=a&ttl_seconds=%2060'],
    ['no key', 'ttl_seconds=60'],
    ['empty key', 'key=&ttl_seconds=60'],
    ['two keys', 'key=a&key_base64=YQ&ttl_seconds=60'],
    ['the same key twice', 'key=a&key=a&ttl_seconds=60'],
    ['a key as a list', 'key[]=a&ttl_seconds=60'],
    ['key of 1025 bytes', `key=${'k'.repeat(1025)}&ttl_seconds=60`],
    ['standard base64', 'key_base64=%2B/8&ttl_seconds=60'],
    ['base64 with spare bits', 'key_base64=YR&ttl_seconds=60'],
    ['base64 with a space', 'key_base64=Y%20Q&ttl_seconds=60'],
    ['no base64 at all', 'key_base64=!!&ttl_seconds=60'],
    ['key that is not UTF-8', 'key=%FF&ttl_seconds=60'],
  ])('answers 400 to PUT with %s, and stores nothing', async (_what, query) => {
    const { gateway, put } = await startWithWriter()
    const answer = await put(query)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: 'Bad Request' })
    expect(await gateway.engine.readItem({ cache: 'profiles', key: Buffer.from('a') })).toBeUndefined()
  })

  it('takes the longest life and the longest key', async () => {
    const { put } = await startWithWriter()
    expect((await put(`key=${'k'.repeat(1024)}&ttl_seconds=86400`)).status).toBe(204)
  })

  it('takes an item of the largest size and not one byte more', async () => {
    const { put, get } = await startWithWriter()
    const largest = await put('key=large&ttl_seconds=60', new Uint8Array(maxItemBytes))
    const larger = await put('key=larger&ttl_seconds=60', new Uint8Array(maxItemBytes + 1))
    expect([largest.status, larger.status]).toEqual([204, 413])
    expect((await get('key=larger')).status).toBe(404)
  })

  it('refuses a compressed body', async () => {
    const { put } = await startWithWriter()
    expect((await put('key=a&ttl_seconds=60', 'v', { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it('stores nothing when the token ends while the body is on its way', async () => {
    const { gateway, put, token } = await startWithWriter()
    const body = new TransformStream<Uint8Array, Uint8Array>()
    const writer = body.writable.getWriter()
    const answer = gateway.call('/cache/profiles?key=slow&ttl_seconds=60', {
      method: 'PUT',
      token,
      body: body.readable,
      duplex: 'half',
    } as RequestInit)
    await writer.write(Buffer.from('first half'))
    await put('key=other&ttl_seconds=60')
    gateway.time.advance(60_000)
    await writer.close()
    expect((await answer).status).toBe(401)
    expect(await gateway.engine.readItem({ cache: 'profiles', key: Buffer.from('slow') })).toBeUndefined()
  })
})
