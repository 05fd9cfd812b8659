import type { Authority } from '@hallpass/core/scope'

/** What mints the tokens: Momento itself, or keys of your own ({@link localIssuer}). */
export interface TokenIssuer {
  /** Makes one token. Rejects when it cannot; the token endpoint then answers 503 and says nothing of why. */
  issue(order: TokenOrder): Promise<IssuedToken>
}

/** What one token shall be. */
export interface TokenOrder {
  /** Opaque, stable name of the identity. No personal data: whoever holds the token can read it. */
  readonly subject: string
  /** What it may do. A token endpoint never orders `'super-user'`; only code that calls an issuer itself can. */
  readonly authority: Authority
  /** How long it shall live. @default the longest the issuer signs */
  readonly lifetimeMs?: number | undefined
  /** Momento's token id (claim `id`, at most 64 characters): published items carry it. Readable by the holder. */
  readonly tokenId?: string | undefined
  /** Names the login this token belongs to (claim `sid`), so that all tokens of one login can be revoked together. */
  readonly session?: string | undefined
}

/** A minted token and what the client needs to know about it. */
export interface IssuedToken {
  /** The credential string. A secret. */
  readonly token: string
  /** `Momento` for an envelope that carries its endpoint, `Bearer` for any other token. */
  readonly tokenType: 'Momento' | 'Bearer'
  /** Epoch milliseconds. */
  readonly issuedAt: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
  /** Where it is good: a bare host name or a full origin. */
  readonly endpoint?: string | undefined
}
