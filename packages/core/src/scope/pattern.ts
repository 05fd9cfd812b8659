import type { Percent } from '../bytes/percent.js'

/**
 * What a selector matches, as one string: `*` is everything, `abc*` all that begins with abc, `abc` that alone.
 * Names are percent-encoded bytes, in which `*` never occurs; so a name is the pattern of itself.
 */
export type Pattern = string

/** True when everything `narrower` matches is matched by `wider`. */
export function patternIncludes(wider: Pattern, narrower: Pattern): boolean {
  return isPrefix(wider) ? narrower.startsWith(stemOf(wider)) : wider === narrower
}

/** True for `*` and `abc*`. */
export function isPrefix(pattern: Pattern): boolean {
  return pattern.endsWith('*')
}

/** The pattern without its star. */
export function stemOf(pattern: Pattern): Percent {
  return isPrefix(pattern) ? pattern.slice(0, -1) : pattern
}
