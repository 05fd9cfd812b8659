'use client'
import type { Operation } from '@hallpass/core'
import { useTokens } from './use-tokens.js'

/**
 * Whether this identity may do something, by what was granted: `unknown` before the first answer. Renders again only
 * when the answer changes; the operation may be written inline.
 *
 * @example
 * const canPost = useCan({ kind: 'publish', cache: 'chat', topic: 'room-general' })
 */
export function useCan(operation: Operation): 'yes' | 'no' | 'unknown' {
  return useTokens(tokens => tokens.can(operation), 'unknown')
}
