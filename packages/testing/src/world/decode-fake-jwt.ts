import type { DecodeJwt } from '@hallpass/core'

/** Reads a JWT's claims with what every platform has. Says nothing of the token when it cannot. */
export const decodeFakeJwt: DecodeJwt = jwt => {
  try {
    const base64 = (jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new Error('not a JWT')
  }
}
