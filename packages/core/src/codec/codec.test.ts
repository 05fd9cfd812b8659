import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytes } from './bytes.js'
import { json, type StandardSchema } from './json.js'
import { raw } from './raw.js'
import { text } from './text.js'

const utf8 = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('text', () => {
  it('decodes text and its bytes alike', () => {
    expect(text.decode('grüezi')).toEqual({ ok: true, value: 'grüezi' })
    expect(text.decode(utf8('grüezi'))).toEqual({ ok: true, value: 'grüezi' })
    expect(text.decode(utf8('\ufeffmark'))).toEqual({ ok: true, value: '\ufeffmark' })
    expect(text.decode('')).toEqual({ ok: true, value: '' })
  })

  it('does not repair bytes that are no text', () => {
    expect(text.decode(Uint8Array.of(0xc3, 0x28))).toEqual({ ok: false })
  })
})

describe('bytes and raw', () => {
  it('bytes takes text as its UTF-8', () => {
    expect(bytes.decode('ü')).toEqual({ ok: true, value: Uint8Array.of(0xc3, 0xbc) })
    expect(bytes.decode(Uint8Array.of(1, 2))).toEqual({ ok: true, value: Uint8Array.of(1, 2) })
  })

  it('raw leaves both as they are', () => {
    expect(raw.decode('a')).toEqual({ ok: true, value: 'a' })
    expect(raw.decode(Uint8Array.of(1))).toEqual({ ok: true, value: Uint8Array.of(1) })
  })
})

describe('json', () => {
  const Message = json(z.object({ text: z.string() }))

  it('decodes what fits its schema, from text or bytes', () => {
    expect(Message.decode('{"text":"a","more":1}')).toEqual({ ok: true, value: { text: 'a' } })
    expect(Message.decode(utf8('{"text":"a"}'))).toEqual({ ok: true, value: { text: 'a' } })
    expect(json().decode('[1,null]')).toEqual({ ok: true, value: [1, null] })
  })

  it.each(['', '{', '{"text":1}', 'null', '[]', '"a"', '{"__proto__":{"text":"a"}}'])(
    'does not decode %j',
    source => {
      expect(Message.decode(source)).toEqual({ ok: false })
    },
  )

  it.each<[string, StandardSchema<unknown>['~standard']['validate']]>([
    ['answers later', async value => ({ value })],
    ['answers later that it fails', async () => Promise.reject(new Error('later'))],
    ['throws', () => z.never().parse(1)],
    ['makes nothing of it, which would read as a miss', () => ({ value: undefined })],
  ])('does not decode by a schema that %s', (_, validate) => {
    expect(json({ '~standard': { version: 1, validate } }).decode('1')).toEqual({ ok: false })
  })

  it('encodes what it decodes, and refuses what has no JSON', () => {
    const value = { text: 'a "quoted" ü' }
    expect(Message.decode(Message.encode(value))).toEqual({ ok: true, value })
    expect(() => json().encode(undefined)).toThrow(TypeError)
  })
})
