import { CompactSign, importJWK } from 'jose'
import { ServerError } from '../errors/server-error.js'
import type { PrivateSigningKey } from '../signing-key/signing-key.js'
import { signingAlgorithm, tokenHeaderType } from '../token/token-header.js'

/** Signs claims as a compact JWS. @throws ServerError `signing-failed`, without a cause that could quote the key */
export type JwtSigner = (claims: Readonly<Record<string, unknown>>) => Promise<string>

/** A signer with one key, which is imported at the first use. */
export function createJwtSigner(key: PrivateSigningKey): JwtSigner {
  const header = { alg: signingAlgorithm, kid: key.kid, typ: tokenHeaderType }
  let imported: ReturnType<typeof importJWK> | undefined
  return async claims => {
    const payload = new TextEncoder().encode(JSON.stringify(claims))
    try {
      imported ??= importJWK(key, signingAlgorithm)
      return await new CompactSign(payload).setProtectedHeader(header).sign(await imported)
    } catch {
      throw new ServerError('signing-failed', 'This runtime cannot sign with the given Ed25519 key')
    }
  }
}
