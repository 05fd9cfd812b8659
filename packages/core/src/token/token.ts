import type { DefinedScope } from '../scope/index.js'

/**
 * A token as an app may hold it: opaque, and redacted wherever it could be printed (`toString`, JSON, inspect).
 * Transports and fetchers call {@link Token.reveal}; app code has no need to.
 */
export interface Token {
  /** The token as issued. The one way out: never log it, never put it in a URL. */
  reveal(): string
  /** When it ends by this device's wall clock, epoch milliseconds. */
  readonly expiresAt: number
  /** What it grants, as far as known: what the answer said, else what was asked for; undefined when neither is known. */
  readonly granted: DefinedScope | undefined
  /** Opaque name of the identity it was issued to; undefined when the backend does not say. */
  readonly subject: string | undefined
  /** The endpoint it came with: a bare host name or a full origin. Transports decide whether it may be used. */
  readonly endpoint: string | undefined
  /** Counts the tokens stored for this scope; a later one has a higher number. */
  readonly generation: number
}
