import { compactVerify, errors, importJWK } from 'jose'
import { type ServerClock, systemClock } from '../clock.js'
import { ServerError } from '../errors/server-error.js'
import { type PublicSigningKey, parsePublicSigningKey } from '../signing-key/signing-key.js'
import { defaultMaxLifetimeMs } from '../token/lifetime.js'
import { maxCredentialLength, unwrapCredential } from '../token/momento-envelope.js'
import { isOpaqueName } from '../token/opaque-name.js'
import { signingAlgorithm } from '../token/token-header.js'
import { type CompactJws, parseCompactJws, parseJsonBytes } from './compact-jws.js'
import { judgeClaims } from './token-claims.js'
import { refused, type Verified, type VerifiedToken } from './verified-token.js'

/** Options of {@link createLocalVerifier}. */
export interface LocalVerifierOptions {
  /** Public keys, each with its own `kid`. While a key is being replaced, both the old and the new one. */
  readonly keys: readonly PublicSigningKey[]
  /** The only `iss` accepted, compared exactly. */
  readonly issuer: string
  /** The `aud` this service answers to, compared exactly. */
  readonly audience: string
  /** Tokens signed for longer are refused. @default 3600000 (one hour) */
  readonly maxLifetimeMs?: number | undefined
  /** @default the machine's clock */
  readonly clock?: ServerClock | undefined
}

/** Verifies what {@link localIssuer} signs. */
export interface LocalVerifier {
  /**
   * Takes the envelope or the JWT inside it, and holds nothing back for later: call it for every request.
   * Rejects only with a {@link ServerError} `verification-failed`, when this runtime cannot verify at all (503).
   */
  verify(credential: string): Promise<Verified<VerifiedToken>>
}

/**
 * Makes a verifier with a fixed set of keys, one algorithm and one spelling for each token. Nothing is ever fetched.
 *
 * @throws TypeError when an option is wrong
 */
export function createLocalVerifier(options: LocalVerifierOptions): LocalVerifier {
  const { issuer, audience, maxLifetimeMs = defaultMaxLifetimeMs, clock = systemClock } = options
  if (!isOpaqueName(issuer)) throw new TypeError('createLocalVerifier: issuer must be a name')
  if (!isOpaqueName(audience)) throw new TypeError('createLocalVerifier: audience must be a name')
  if (!(maxLifetimeMs > 0)) throw new TypeError('createLocalVerifier: maxLifetimeMs must be above 0')
  const keys = readKeys(options.keys)
  return {
    async verify(credential: string): Promise<Verified<VerifiedToken>> {
      const jws = parseCredential(credential)
      if (!jws.ok) return jws
      const claims = await verifyClaims(jws.value, keys)
      return claims.ok
        ? judgeClaims(claims.value, { issuer, audience, maxLifetimeMs, now: clock.now() })
        : claims
    },
  }
}

type Keys = ReadonlyMap<string, () => ReturnType<typeof importJWK>>

function readKeys(values: readonly PublicSigningKey[]): Keys {
  const keys = new Map<string, () => ReturnType<typeof importJWK>>()
  for (const [index, value] of values.entries()) {
    const key = parsePublicSigningKey(value)
    if (!key.ok) throw new TypeError(`createLocalVerifier: keys[${index}]: ${key.problem}`)
    if (keys.has(key.value.kid)) throw new TypeError(`createLocalVerifier: keys[${index}]: kid is taken`)
    keys.set(key.value.kid, importedOnce(key.value))
  }
  if (keys.size === 0) throw new TypeError('createLocalVerifier: keys must hold at least one key')
  return keys
}

function importedOnce(key: PublicSigningKey): () => ReturnType<typeof importJWK> {
  let imported: ReturnType<typeof importJWK> | undefined
  return () => {
    imported ??= importJWK(key, signingAlgorithm)
    return imported
  }
}

/** Length first: nothing is split, decoded or hashed of a credential that is too long. */
function parseCredential(credential: string): Verified<CompactJws> {
  if (credential.length > maxCredentialLength) return refused('malformed')
  const text = unwrapCredential(credential)
  return text === undefined ? refused('malformed') : parseCompactJws(text)
}

async function verifyClaims(jws: CompactJws, keys: Keys): Promise<Verified<Record<string, unknown>>> {
  const key = keys.get(jws.kid)
  if (key === undefined) return refused('unknown-key')
  try {
    const { payload } = await compactVerify(jws.text, await key(), { algorithms: [signingAlgorithm] })
    const claims = parseJsonBytes(payload)
    return claims === undefined ? refused('claims-invalid') : { ok: true, value: claims }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return refused('bad-signature')
    // No cause: it could quote what was being verified.
    throw new ServerError('verification-failed', 'This runtime cannot verify Ed25519 signatures')
  }
}
