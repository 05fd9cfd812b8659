import type { DefinedScope } from './defined-scope.js'

/** What a credential may do: everything, or what a scope says. */
export type Authority = 'super-user' | DefinedScope

/**
 * One thing somebody wants to do. `read-write` is for calls that change an item and tell what was or is there, such
 * as an increment. A call over several keys is one operation a key, and needs each.
 */
export type Operation =
  | {
      readonly kind: 'read' | 'write' | 'read-write'
      readonly cache: string
      readonly key: string | Uint8Array
    }
  | { readonly kind: 'publish' | 'subscribe'; readonly cache: string; readonly topic: string }
  /** For the super-user only. */
  | { readonly kind: 'manage-caches' | 'issue-tokens' }
