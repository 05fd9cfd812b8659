import { decodeBase64url } from '../token/base64url.js'
import { isObject } from '../token/canonical-json.js'
import { isOpaqueName } from '../token/opaque-name.js'

/** The public half of an Ed25519 key as a JWK (RFC 8037): what a verifier is given. */
export interface PublicSigningKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly alg: 'EdDSA'
  /** Names the key in a token's header, so that an old and a new one can overlap. */
  readonly kid: string
  readonly x: string
}

/** A whole Ed25519 key as a JWK: what an issuer signs with. A secret. */
export interface PrivateSigningKey extends PublicSigningKey {
  readonly d: string
}

/** What is wrong with a key. Never a part of it. */
export type SigningKeyProblem =
  | 'not-an-object'
  | 'not-ed25519'
  | 'alg-not-eddsa'
  | 'kid-missing'
  | 'x-invalid'
  | 'd-invalid'
  | 'private-key-given'

/** A key as it should be, or what is wrong with it. */
export type ParsedSigningKey<Key> = { ok: true; value: Key } | { ok: false; problem: SigningKeyProblem }

/** Reads a private key from what a file or a secret store gave. Other members of the JWK are dropped. */
export function parsePrivateSigningKey(value: unknown): ParsedSigningKey<PrivateSigningKey> {
  const parsed = parseCommonMembers(value)
  if (!parsed.ok) return parsed
  const { key, d } = parsed.value
  return isKeyBytes(d) ? { ok: true, value: { ...key, d } } : { ok: false, problem: 'd-invalid' }
}

/** Reads a public key. A private one is refused: what only verifies has no business with it. */
export function parsePublicSigningKey(value: unknown): ParsedSigningKey<PublicSigningKey> {
  const parsed = parseCommonMembers(value)
  if (!parsed.ok) return parsed
  const { key, d } = parsed.value
  return d === undefined ? { ok: true, value: key } : { ok: false, problem: 'private-key-given' }
}

/** The public half of a private key. */
export function publicSigningKey({ kty, crv, alg, kid, x }: PrivateSigningKey): PublicSigningKey {
  return { kty, crv, alg, kid, x }
}

/** A key is tied to one algorithm by its own `alg` and curve, never by a token's header (RFC 8725 section 3.1). */
function parseCommonMembers(value: unknown): ParsedSigningKey<{ key: PublicSigningKey; d: unknown }> {
  if (!isObject(value)) return { ok: false, problem: 'not-an-object' }
  const { kty, crv, alg, kid, x, d } = value
  if (kty !== 'OKP' || crv !== 'Ed25519') return { ok: false, problem: 'not-ed25519' }
  if (alg !== 'EdDSA') return { ok: false, problem: 'alg-not-eddsa' }
  if (!isOpaqueName(kid)) return { ok: false, problem: 'kid-missing' }
  if (!isKeyBytes(x)) return { ok: false, problem: 'x-invalid' }
  return { ok: true, value: { key: { kty, crv, alg, kid, x }, d } }
}

function isKeyBytes(value: unknown): value is string {
  return typeof value === 'string' && decodeBase64url(value)?.length === 32
}
