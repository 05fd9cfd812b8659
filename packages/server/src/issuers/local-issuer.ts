import { base64url } from 'jose'
import { type ServerClock, systemClock } from '../clock.js'
import { ServerError } from '../errors/server-error.js'
import { type PrivateSigningKey, parsePrivateSigningKey } from '../signing-key/signing-key.js'
import { defaultMaxLifetimeMs, minLifetimeMs } from '../token/lifetime.js'
import { maxCredentialLength, wrapInEnvelope } from '../token/momento-envelope.js'
import { isOpaqueName, maxTokenIdLength } from '../token/opaque-name.js'
import { isEndpoint } from '../token/origin.js'
import { createJwtSigner } from './jwt-signer.js'
import type { IssuedToken, TokenIssuer, TokenOrder } from './token-issuer.js'

/** Options of {@link localIssuer}. */
export interface LocalIssuerOptions {
  /** Ed25519 JWK with `kid` and `d`. */
  readonly signingKey: PrivateSigningKey
  /** Claim `iss`. The verifier must be told exactly the same. */
  readonly issuer: string
  /** Claim `aud`: the service the tokens are for. One for each environment, so that staging's are no good elsewhere. */
  readonly audience: string
  /** Where the tokens are good: a bare host name, or a full origin such as a local gateway's. */
  readonly endpoint: string
  /** @default 3600000 (one hour) */
  readonly maxLifetimeMs?: number | undefined
  /** @default the machine's clock */
  readonly clock?: ServerClock | undefined
}

/**
 * Signs tokens with a key of your own (EdDSA, `at+jwt`), in Momento's envelope. `issue` rejects with a
 * {@link ServerError}: `lifetime-out-of-range`, `subject-invalid`, `token-id-invalid`, `session-invalid`,
 * `token-too-large`, `signing-failed`.
 *
 * @throws TypeError when an option is wrong
 */
export function localIssuer(options: LocalIssuerOptions): TokenIssuer {
  const settings = readOptions(options)
  return {
    async issue(order: TokenOrder): Promise<IssuedToken> {
      refuseOrder(order, settings.maxLifetimeMs)
      const claims = claimsOf(order, settings)
      const token = wrapInEnvelope(settings.endpoint, await settings.sign(claims))
      if (token.length > maxCredentialLength) {
        throw new ServerError(
          'token-too-large',
          `The token would be longer than ${maxCredentialLength} characters`,
        )
      }
      const { iat, exp } = claims
      return {
        token,
        tokenType: 'Momento',
        issuedAt: iat * 1000,
        expiresAt: exp * 1000,
        endpoint: settings.endpoint,
      }
    },
  }
}

type Settings = ReturnType<typeof readOptions>

function readOptions(options: LocalIssuerOptions) {
  const {
    signingKey,
    issuer,
    audience,
    endpoint,
    maxLifetimeMs = defaultMaxLifetimeMs,
    clock = systemClock,
  } = options
  const key = parsePrivateSigningKey(signingKey)
  if (!key.ok) throw new TypeError(`localIssuer: signingKey: ${key.problem}`)
  if (!isOpaqueName(issuer)) throw new TypeError('localIssuer: issuer must be a name')
  if (!isOpaqueName(audience)) throw new TypeError('localIssuer: audience must be a name')
  if (!isEndpoint(endpoint))
    throw new TypeError('localIssuer: endpoint must be a bare host name or an http(s) origin')
  if (!Number.isSafeInteger(maxLifetimeMs) || maxLifetimeMs < minLifetimeMs) {
    throw new TypeError(`localIssuer: maxLifetimeMs must be a whole number of at least ${minLifetimeMs}`)
  }
  return { issuer, audience, endpoint, maxLifetimeMs, clock, sign: createJwtSigner(key.value) }
}

function refuseOrder({ subject, tokenId, session, lifetimeMs }: TokenOrder, maxLifetimeMs: number): void {
  if (!isOpaqueName(subject)) throw new ServerError('subject-invalid', 'The subject is not a name')
  if (tokenId !== undefined && !isOpaqueName(tokenId, maxTokenIdLength)) {
    throw new ServerError(
      'token-id-invalid',
      `The token id is not a name of at most ${maxTokenIdLength} characters`,
    )
  }
  if (session !== undefined && !isOpaqueName(session)) {
    throw new ServerError('session-invalid', 'The session is not a name')
  }
  if (lifetimeMs !== undefined && !(lifetimeMs >= minLifetimeMs && lifetimeMs <= maxLifetimeMs)) {
    throw new ServerError(
      'lifetime-out-of-range',
      `lifetimeMs must be between ${minLifetimeMs} and ${maxLifetimeMs}`,
    )
  }
}

function claimsOf(order: TokenOrder, { issuer, audience, maxLifetimeMs, clock }: Settings) {
  const iat = Math.floor(clock.now() / 1000)
  const { subject, authority, lifetimeMs = maxLifetimeMs, tokenId, session } = order
  return {
    iss: issuer,
    aud: audience,
    sub: subject,
    jti: base64url.encode(crypto.getRandomValues(new Uint8Array(16))),
    iat,
    exp: iat + Math.floor(lifetimeMs / 1000),
    id: tokenId,
    sid: session,
    permissions: authority === 'super-user' ? authority : authority.permissions,
  }
}
