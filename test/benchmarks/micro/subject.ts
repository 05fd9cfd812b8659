/** One way to get at a token that is already there, to be called over and over. */
export interface Subject {
  readonly name: string
  /** Makes so many calls, one after another. */
  run(callCount: number): void | Promise<void>
}

/** A subject that answers at once. Each answer is looked at, so that no call can be optimized away. */
export function directSubject(name: string, call: () => unknown): Subject {
  return {
    name,
    run(callCount) {
      for (let made = 0; made < callCount; made += 1) expectAnswer(name, call())
    },
  }
}

/** A subject whose answer is awaited before the next call. */
export function awaitedSubject(name: string, call: () => Promise<unknown>): Subject {
  return {
    name,
    async run(callCount) {
      for (let made = 0; made < callCount; made += 1) expectAnswer(name, await call())
    },
  }
}

function expectAnswer(name: string, answer: unknown): void {
  if (answer === undefined || answer === null) throw new Error(`${name} had no token to give`)
}
