import type { DefinedScope, Scope } from '@hallpass/core/scope'

/**
 * Who asks, and what may they have? The app's own decision, made from its session (a cookie, a bearer of its own).
 * The request has passed the cross-site rule and its body is already read: look at its headers only. The same answer
 * for "no session" and "unknown session" keeps a stranger from telling them apart.
 *
 * @param requestedScope what the client asked for, or undefined: then the app decides. It can only narrow.
 */
export type Authorize = (
  request: Request,
  requestedScope: DefinedScope | undefined,
) => Authorization | Promise<Authorization>

/**
 * The app's answer, and what the client makes of it:
 *
 * - `issue`: a token for this subject and scope
 * - `signed-out`: there is no session; the client drops its tokens in every tab
 * - `forbidden`: there is one, but it may not have a token for this scope
 * - `scope-refused`: this scope is never given to anybody in this form
 * - `later`: too many requests, or something it needs is down; the client's live token goes on serving
 */
export type Authorization =
  | {
      readonly decision: 'issue'
      /** Opaque, stable name of the identity. No personal data: whoever holds the token can read it. */
      readonly subject: string
      /** What is granted: covered by what was asked for, or the request fails. */
      readonly scope: Scope
      /** @default the longest the issuer signs */
      readonly lifetimeMs?: number | undefined
      /** Momento's token id, at most 64 characters. */
      readonly tokenId?: string | undefined
      /** Names the login, so that all its tokens can be revoked together. */
      readonly session?: string | undefined
    }
  | { readonly decision: 'signed-out' }
  | { readonly decision: 'forbidden' }
  | { readonly decision: 'scope-refused' }
  | {
      readonly decision: 'later'
      readonly retryAfterMs: number
      /** 429 or 503. @default 'too-many-requests' */
      readonly because?: 'too-many-requests' | 'unavailable' | undefined
    }
