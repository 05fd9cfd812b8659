import { MAX_KEY_BYTES } from '@hallpass/core/scope'
import type { Query } from './query.js'
import { accept, type Checked, refuse } from './refusal.js'

/** The longest an item may live: Momento's default limit, one day. */
const maxTtlSec = 86_400

/** The item's key in bytes, from `key` (text) or `key_base64` (base64url, padded or not). */
export function parseKey(query: Query): Checked<Uint8Array> {
  const text = query.get('key')
  const base64 = query.get('key_base64')
  if ((text === undefined) === (base64 === undefined)) return refuse('Give either key or key_base64.')
  const key = text === undefined ? bytesFromBase64Url(base64 ?? '') : Buffer.from(text)
  if (key === undefined) return refuse('key_base64 must be base64url.')
  if (key.byteLength === 0 || key.byteLength > MAX_KEY_BYTES) {
    return refuse(`A key has 1 to ${MAX_KEY_BYTES} bytes.`)
  }
  return accept(key)
}

/** An item's life in milliseconds, from `ttl_seconds`. */
export function parseTtlMs(query: Query): Checked<number> {
  const text = query.get('ttl_seconds') ?? ''
  const ttlSec = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  if (ttlSec < 1 || ttlSec > maxTtlSec)
    return refuse(`ttl_seconds must be a whole number from 1 to ${maxTtlSec}.`)
  return accept(ttlSec * 1000)
}

/** Only the spelling an encoder writes: one key must not have two names. */
function bytesFromBase64Url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url')
  const canonical = bytes.toString('base64url')
  const padded = canonical.padEnd(Math.ceil(canonical.length / 4) * 4, '=')
  return text === canonical || text === padded ? bytes : undefined
}
