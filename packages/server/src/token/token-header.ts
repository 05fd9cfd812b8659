/** The one algorithm: fixed here, never taken from a token (RFC 8725 section 3.1). */
export const signingAlgorithm = 'EdDSA'

/** Explicit type of an access token (RFC 9068 section 2.1), so that no other JWT of the same issuer passes for one. */
export const tokenHeaderType = 'at+jwt'
