import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import {
  type PrivateSigningKey,
  type PublicSigningKey,
  parsePrivateSigningKey,
  publicSigningKey,
} from './signing-key.js'

/** Both halves of one key. Keep `privateJwk` where secrets are kept. */
export interface GeneratedSigningKey {
  privateJwk: PrivateSigningKey
  publicJwk: PublicSigningKey
}

/**
 * Makes a new Ed25519 key, named (`kid`) by its thumbprint (RFC 7638). For development and for the first start of a
 * service; in production keep the key where it survives and is shared.
 */
export async function generateSigningKey(): Promise<GeneratedSigningKey> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  const key = parsePrivateSigningKey({ ...jwk, alg: 'EdDSA', kid })
  if (!key.ok) throw new TypeError(`This runtime made a key that cannot be used: ${key.problem}`)
  return { privateJwk: key.value, publicJwk: publicSigningKey(key.value) }
}
