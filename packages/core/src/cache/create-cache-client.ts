import { bytesFromPayload } from '../codec/bytes.js'
import type { Codec } from '../codec/codec.js'
import { SessionError } from '../errors/session-error.js'
import type { Announcement } from '../session/store-command.js'
import { type CallContext, callWithToken } from '../transport/call-with-token.js'
import type { CacheClient } from './cache-client.js'

/** Which items a client is for, and what they hold. */
export interface CacheItems<T, Key> {
  readonly cache: string
  readonly codec: Codec<T>
  readonly ttlMs: number
  keyOf(key: Key): string | Uint8Array
}

/** What cache calls work with. */
export interface CacheContext extends CallContext {
  emit(event: Announcement): void
}

/** Items of one cache, over the session's tokens and transport. */
export function createCacheClient<T, Key>(
  items: CacheItems<T, Key>,
  context: CacheContext,
): CacheClient<T, Key> {
  const { cache, codec } = items
  return {
    cache,
    get: async (key, options) => {
      const answer = await callWithToken(
        { kind: 'get', cache, key: items.keyOf(key) },
        context,
        options?.signal,
      )
      return answer.outcome === 'hit' ? decode(answer.value) : undefined
    },
    set: async (key, value, options) => {
      const { ttlMs = items.ttlMs, signal } = options ?? {}
      const encoded = bytesFromPayload(codec.encode(value))
      await callWithToken(
        { kind: 'set', cache, key: items.keyOf(key), value: encoded, ttlMs },
        context,
        signal,
      )
    },
    delete: async (key, options) => {
      await callWithToken({ kind: 'delete', cache, key: items.keyOf(key) }, context, options?.signal)
    },
  }

  function decode(value: Uint8Array): T {
    const decoded = codec.decode(value)
    if (decoded.ok) return decoded.value
    context.emit({ type: 'item-undecodable', cache })
    throw new SessionError({ code: 'undecodable' })
  }
}
