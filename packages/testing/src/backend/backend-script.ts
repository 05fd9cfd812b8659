import type { BackendAnswer } from './backend-answer.js'

/** What a backend was told to do instead of issuing. */
export interface BackendScript {
  /** The next requests are answered so, one each, before anything `fail` says. */
  respondWith(...answers: readonly BackendAnswer[]): void
  /** From now on every request is answered so. */
  fail(answer: BackendAnswer): void
  recover(): void
}

/** `take` gives the answer of the next request, undefined when it is served as usual. */
export function createBackendScript(): BackendScript & { take(): BackendAnswer | undefined } {
  let planned: readonly BackendAnswer[] = []
  let standing: BackendAnswer | undefined
  return {
    respondWith: (...answers) => {
      planned = [...planned, ...answers]
    },
    fail: answer => {
      standing = answer
    },
    recover: () => {
      planned = []
      standing = undefined
    },
    take: () => {
      const [next = standing, ...rest] = planned
      planned = rest
      return next
    },
  }
}
