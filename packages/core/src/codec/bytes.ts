import type { Codec } from './codec.js'

/** Bytes as they are; text is read as its UTF-8. */
export const bytes: Codec<Uint8Array> = {
  name: 'bytes',
  encode: value => value,
  decode: payload => ({ ok: true, value: bytesFromPayload(payload) }),
}

/** What a cache item keeps of an encoded value. */
export function bytesFromPayload(payload: string | Uint8Array): Uint8Array {
  return typeof payload === 'string' ? new TextEncoder().encode(payload) : payload
}
