import type { Codec } from './codec.js'

/** UTF-8 text; bytes that are none do not decode. */
export const text: Codec<string> = {
  name: 'text',
  encode: value => value,
  decode: payload => {
    if (typeof payload === 'string') return { ok: true, value: payload }
    try {
      return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload) }
    } catch {
      return { ok: false }
    }
  },
}
