import { textOf } from './text-of.js'

/** A piece of a secret, and where it was found. */
export interface SecretWindow {
  readonly where: string
  readonly window: string
}

/** Looks through named haystacks for every piece of `windowLength` characters of every secret. */
export function findSecretWindows(
  haystacks: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
  windowLength = 8,
): readonly SecretWindow[] {
  const windows = [...new Set(secrets.flatMap(secret => windowsOf(secret, windowLength)))]
  return Object.entries(haystacks).flatMap(([where, haystack]) => {
    const text = textOf(haystack)
    return windows.filter(window => text.includes(window)).map(window => ({ where, window }))
  })
}

/** @throws Error naming each haystack that holds a piece of a secret */
export function expectNoSecret(
  haystacks: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): void {
  if (secrets.length === 0) throw new Error('there is no secret to look for, so nothing would be found')
  const places = new Set(findSecretWindows(haystacks, secrets).map(({ where }) => where))
  if (places.size > 0) throw new Error(`a secret, in part or whole, is in: ${[...places].join(', ')}`)
}

function windowsOf(secret: string, length: number): readonly string[] {
  return Array.from({ length: Math.max(0, secret.length - length + 1) }, (_, at) =>
    secret.slice(at, at + length),
  )
}
