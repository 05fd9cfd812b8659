import { type SessionProblem, SessionError } from '../errors/session-error.js'
import type { Served, Wish } from '../session/serve.js'
import type { Token } from '../token/token.js'

/** Callers whose token is on its way. They are asked again after each change whether their wish can be met. */
export interface Waiters {
  /** @param served what serving the wish has just come to */
  wait(wish: Wish, signal: AbortSignal | undefined, served: Served): Promise<Token>
  /** Serves whom it can; returns the wishes still open. */
  settle(serve: (wish: Wish) => Served): readonly Wish[]
  rejectAll(problem: SessionProblem): void
}

interface Waiter {
  readonly wish: Wish
  readonly resolve: (token: Token) => void
  readonly reject: (error: SessionError) => void
  readonly stopListening: () => void
}

export function createWaiters(): Waiters {
  const waiters = new Set<Waiter>()

  function settleOne(waiter: Waiter, served: Served): void {
    if (served.kind === 'wait') return
    waiters.delete(waiter)
    waiter.stopListening()
    if (served.kind === 'token') waiter.resolve(served.token)
    else waiter.reject(new SessionError(served.problem))
  }

  return {
    wait: (wish, signal, served) =>
      new Promise((resolve, reject) => {
        const abort = () => settleOne(waiter, { kind: 'problem', problem: { code: 'aborted' } })
        const stopListening = () => signal?.removeEventListener('abort', abort)
        const waiter: Waiter = { wish, resolve, reject, stopListening }
        waiters.add(waiter)
        signal?.addEventListener('abort', abort)
        settleOne(waiter, served)
      }),
    settle(serve) {
      for (const waiter of [...waiters]) settleOne(waiter, serve(waiter.wish))
      return [...waiters].map(waiter => waiter.wish)
    },
    rejectAll(problem) {
      for (const waiter of [...waiters]) settleOne(waiter, { kind: 'problem', problem })
    },
  }
}
