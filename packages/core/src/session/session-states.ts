/** What is known of the identity: an immutable snapshot. */
export type SessionState =
  /** Storage has not answered yet. */
  | { readonly status: 'restoring' }
  | { readonly status: 'signed-out'; readonly epoch: number }
  | {
      readonly status: 'active'
      readonly epoch: number
      /** The identity's opaque name, once known. */
      readonly subject: string | undefined
      /** `unverified`: the backend names no subject, so a change of user behind our back goes unseen. */
      readonly identity: 'verified' | 'unverified'
      /** The backend's clock less this device's, milliseconds, as last measured. */
      readonly skewMs?: number | undefined
    }

/** What is known of one scope's token: an immutable snapshot without the token itself. */
export type ScopeState =
  /** Never asked for, or not needed now. */
  | { readonly status: 'idle' }
  /** The first token, or one after an expiry, is on its way. */
  | { readonly status: 'issuing' }
  | {
      readonly status: 'live'
      readonly generation: number
      /** Epoch milliseconds by this device's wall clock. */
      readonly issuedAt: number
      readonly expiresAt: number
      /** Issued by this tab, adopted from another, or found in storage at load. */
      readonly origin: 'issued' | 'adopted' | 'restored'
      /** Whether it grants what was asked for; `unknown` where the backend decides, or does not say. */
      readonly grant: 'as-asked' | 'narrower' | 'unknown'
      readonly renewal: Renewal
    }
  | {
      readonly status: 'waiting'
      readonly retryAt: number
      readonly cause: 'unavailable' | 'misconfigured' | 'budget'
    }
  | { readonly status: 'denied'; readonly askAgainAt: number }

export type Renewal =
  | { readonly phase: 'scheduled'; readonly at: number }
  | { readonly phase: 'running' }
  | {
      readonly phase: 'backing-off'
      readonly retryAt: number
      /** Failures in a row. */
      readonly attempts: number
      readonly cause: 'unavailable' | 'misconfigured' | 'budget' | 'denied'
    }
