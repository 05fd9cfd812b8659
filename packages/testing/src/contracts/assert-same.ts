/** @throws Error unless both print alike: enough for plain records, and needs no test runner. */
export function assertSame(actual: unknown, expected: unknown): void {
  const [shown, wanted] = [print(actual), print(expected)]
  if (shown !== wanted) throw new Error(`expected ${wanted}, got ${shown}`)
}

/** What `promise` rejects with. @throws Error when it resolves */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) return outcome.error
  throw new Error(`expected a rejection, got ${print(outcome.value)}`)
}

function print(value: unknown): string {
  const text = JSON.stringify(value, (_, part: unknown) => (part === undefined ? '(undefined)' : part))
  return text ?? String(value)
}
