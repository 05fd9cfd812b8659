/** One claim of a contract. Give each to your runner: `for (const { name, run } of cases) it(name, run)`. */
export interface ContractCase {
  readonly name: string
  /** Rejects when the claim does not hold. */
  run(): Promise<void>
}

/** The cases of a table of claims. */
export function contractCases(
  claims: Readonly<Record<string, () => Promise<void>>>,
): readonly ContractCase[] {
  return Object.entries(claims).map(([name, run]) => ({ name, run }))
}
