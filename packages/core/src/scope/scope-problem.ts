/** Why a value is no scope. */
export interface ScopeProblem {
  /** Where: `permissions[2].item.keyPrefix`; empty for the value as a whole. */
  readonly path: string
  /** What: continues the path to a sentence, such as `must not be empty`. Quotes nothing of the value. */
  readonly message: string
}
