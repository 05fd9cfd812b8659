import { describe, expect, test } from 'vitest'
import { isJsonRequest, maxBodyBytes, readTokenRequest } from './token-request.js'

const scope = { permissions: [{ role: 'readonly', cache: 'profiles' }] }

function request(body: BodyInit | null, headers: HeadersInit = {}): Request {
  return new Request('https://api.example.com/token', { method: 'POST', headers, body })
}

describe('the content type', () => {
  test.each([
    ['application/json', true],
    ['Application/JSON', true],
    ['application/json;charset=utf-8', true],
    ['application/json; charset="UTF-8"', true],
    ['application/json; charset=utf-7', false],
    ['application/json; charset=utf-16', false],
    ['application/json; boundary=x', false],
    ['application/json, text/plain', false],
    ['application/json-patch+json', false],
    ['application/jsonx', false],
    ['text/json', false],
    ['text/plain', false],
    ['application/x-www-form-urlencoded', false],
    ['multipart/form-data; boundary=x', false],
    ['', false],
  ])('"%s" is taken: %s', (type, expected) => {
    expect(isJsonRequest(new Headers({ 'content-type': type }))).toBe(expected)
  })

  test('absent is refused', () => {
    expect(isJsonRequest(new Headers())).toBe(false)
  })

  test.each(['gzip', 'br', 'gzip, gzip'])('a body in %s is refused', encoding => {
    const headers = new Headers({ 'content-type': 'application/json', 'content-encoding': encoding })
    expect(isJsonRequest(headers)).toBe(false)
  })
})

describe('a body that is taken', () => {
  test.each([
    ['{}', undefined],
    [' { } ', undefined],
    ['{"other":1}', undefined],
    ['{"__proto__":{"scope":1}}', undefined],
    [JSON.stringify({ scope }), 'readonly'],
    [JSON.stringify({ scope, other: [] }), 'readonly'],
  ])('%s', async (body, role) => {
    const asked = await readTokenRequest(request(body))
    expect(asked.ok).toBe(true)
    expect(asked.ok && asked.requestedScope?.permissions[0]?.role).toBe(role)
  })
})

describe('a body that is refused', () => {
  const invalidUtf8 = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
  test.each<[string, BodyInit | null, number, string]>([
    ['none', null, 400, 'invalid_request'],
    ['empty', '', 400, 'invalid_request'],
    ['null', 'null', 400, 'invalid_request'],
    ['a list', '[]', 400, 'invalid_request'],
    ['a text', '"x"', 400, 'invalid_request'],
    ['a form', 'scope=x', 400, 'invalid_request'],
    ['cut off', '{"scope":', 400, 'invalid_request'],
    ['deeply nested', '['.repeat(16_000), 400, 'invalid_request'],
    ['not UTF-8', invalidUtf8, 400, 'invalid_request'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), 400, 'invalid_request'],
    ['a scope that is null', '{"scope":null}', 400, 'invalid_scope'],
    ['a scope without permissions', '{"scope":{"permissions":[]}}', 400, 'invalid_scope'],
    [
      'a scope with an unknown role',
      '{"scope":{"permissions":[{"role":"admin","cache":"c"}]}}',
      400,
      'invalid_scope',
    ],
    ['one byte too long', `{}${' '.repeat(maxBodyBytes - 1)}`, 413, 'invalid_request'],
  ])('%s', async (_name, body, status, error) => {
    const asked = await readTokenRequest(request(body))
    expect(asked).toMatchObject({ ok: false, answer: { status, body: { error } } })
  })

  test('says where the scope is wrong, in the characters RFC 6749 allows', async () => {
    const asked = await readTokenRequest(request('{"scope":{"permissions":[{"role":"admin","\\"é":"c"}]}}'))
    const description = asked.ok
      ? ''
      : String(
          asked.answer.body &&
            'error_description' in asked.answer.body &&
            asked.answer.body.error_description,
        )
    expect(description).toMatch(/^scope\.permissions\[0\]/)
    expect(description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
  })
})

describe('the limit', () => {
  test('lets a body of exactly that size through', async () => {
    expect(await readTokenRequest(request(`{}${' '.repeat(maxBodyBytes - 2)}`))).toMatchObject({ ok: true })
  })

  test('stops an endless body instead of buffering it', async () => {
    let chunksGiven = 0
    let isCancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunksGiven += 1
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
      cancel() {
        isCancelled = true
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless, duplex: 'half' }
    const asked = await readTokenRequest(new Request('https://api.example.com/token', init))
    expect(asked).toMatchObject({ ok: false, answer: { status: 413 } })
    expect(isCancelled).toBe(true)
    expect(chunksGiven).toBeLessThan(20)
  })

  test('takes a character cut in two by the transport', async () => {
    const bytes = new TextEncoder().encode('{"é":1}')
    const cut = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body: cut, duplex: 'half' }
    expect(await readTokenRequest(new Request('https://api.example.com/token', init))).toMatchObject({
      ok: true,
    })
  })
})
