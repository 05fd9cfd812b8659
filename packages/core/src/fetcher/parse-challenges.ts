/** One way to authenticate that a service names in `WWW-Authenticate`, in lower case. */
export interface Challenge {
  readonly scheme: string
  /** `''` where none is named. */
  readonly error: string
}

/**
 * What the header is made of: `name=value` or `name="value"`; a scheme, which begins the header or follows a comma;
 * and, so that nothing inside them is taken for either, quoted text and words.
 */
const PIECES =
  /([^\s,="]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,="]+)|(?:^|,)\s*([^\s,="]+)(?![^\s,="]|\s*=)|"(?:[^"\\]|\\.)*"?|[^\s,="]+/g

/** Challenges in order; several headers come as one. https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; error: string }[] = []
  for (const [, name, value = '', scheme] of header.toLowerCase().matchAll(PIECES)) {
    const last = challenges.at(-1)
    if (scheme) challenges.push({ scheme, error: '' })
    else if (last && name === 'error') last.error = value.replaceAll('"', '')
  }
  return challenges
}
