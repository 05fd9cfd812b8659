import { jwtDecode } from 'jwt-decode'
import type { DecodeJwt } from '../network.js'

/** jwt-decode, without its errors: they quote what they could not read. */
export const decodeJwt: DecodeJwt = jwt => {
  try {
    return jwtDecode(jwt)
  } catch {
    throw new Error('not a JWT')
  }
}
