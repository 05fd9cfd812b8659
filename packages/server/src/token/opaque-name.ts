/** Longest `sub`, `sid` and `jti`, in UTF-16 units. */
export const maxNameLength = 256

/** Longest token id (claim `id`): what Momento accepts. */
export const maxTokenIdLength = 64

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/**
 * Whether a value may name a subject, a session or a token: not empty, not too long, and without control, format
 * (such as right-to-left override) or lone surrogate characters, which make two names look alike in a log.
 */
export function isOpaqueName(value: unknown, maxLength: number = maxNameLength): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxLength && !invisible.test(value)
}
