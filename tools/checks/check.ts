/** What a check found: nothing wrong, or a list of problems, each naming its place. */
export interface CheckResult {
  readonly problems: readonly string[]
  /** One line of facts, told when all is well. */
  readonly summary: string
}

/** Looks at the repository under `root`. Rejects only when it could not look. */
export type Check = (root: string) => Promise<CheckResult>
