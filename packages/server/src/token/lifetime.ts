/** The longest a token is signed for, or accepted, unless told otherwise: one hour (RFC 6750 section 5.3). */
export const defaultMaxLifetimeMs = 3_600_000

/** The shortest life that leaves a whole second of `expires_in`, wherever in a second the token is made. */
export const minLifetimeMs = 2_000
