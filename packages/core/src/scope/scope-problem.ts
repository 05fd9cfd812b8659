/** Why a value is no scope. */
export interface ScopeProblem {
  /** Where: `permissions[2].item.keyPrefix`; empty for the value as a whole. */
  readonly path: string
  /** What: continues the path to a sentence, such as `must not be empty`. Quotes nothing of the value. */
  readonly message: string
}

/** What a parser made of a value. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused

interface Refused {
  readonly ok: false
  readonly problem: ScopeProblem
}

/** The answer of a parser that cannot take the value. */
export function refuse(path: string, message: string): Refused {
  return { ok: false, problem: { path, message } }
}
