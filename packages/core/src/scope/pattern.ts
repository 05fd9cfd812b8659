/**
 * What a selector matches, as one string: `*` is everything, `abc*` all that begins with abc, `abc` that alone.
 * Names are percent-encoded bytes, in which `*` never occurs; so a name is the pattern of itself.
 */
export type Pattern = string

/** True when everything `narrower` matches is matched by `wider`. */
export function patternIncludes(wider: Pattern, narrower: Pattern): boolean {
  return wider.endsWith('*') ? narrower.startsWith(wider.slice(0, -1)) : wider === narrower
}
