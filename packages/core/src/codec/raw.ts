import type { Codec } from './codec.js'

/** Text as text and bytes as bytes: for topics without a definition. */
export const raw: Codec<string | Uint8Array> = {
  name: 'raw',
  encode: value => value,
  decode: payload => ({ ok: true, value: payload }),
}
