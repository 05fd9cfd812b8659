import { SessionError } from '../errors/session-error.js'
import { type Operation, permits } from '../scope/index.js'
import { sessionStateOf } from '../session/public-state.js'
import type { SessionState } from '../session/session-states.js'
import type { Token } from '../token/token.js'
import type { StoreRunner } from './run-store.js'
import { getToken, peekToken, rejectToken, scopeFor } from './token-calls.js'
import type { GetTokenOptions, Unsubscribe } from './token-store.js'

/** What cache and topic calls need of the store: the narrowest token for an operation, and word of changes. */
export interface OperationTokens {
  /** @throws SessionError as `getToken`, and not-permitted where no declared or granted scope permits it. */
  getTokenFor(operation: Operation, options?: GetTokenOptions): Promise<Token>
  peekTokenFor(operation: Operation): Token | undefined
  rejected(token: Token): void
  sessionState(): SessionState
  /** Called after every change of a scope's or the session's state; while anybody observes, tokens are renewed early. */
  observe(listener: () => void): Unsubscribe
}

export function operationTokens(runner: StoreRunner): OperationTokens {
  return {
    getTokenFor: (operation, options) => getTokenFor(runner, operation, options),
    peekTokenFor: operation => {
      const named = scopeFor(runner, operation)
      return named && peekToken(runner, named)
    },
    rejected: token => rejectToken(runner, token),
    sessionState: () => sessionStateOf(runner.machine.state().session),
    observe: listener => runner.observers.add(listener),
  }
}

async function getTokenFor(runner: StoreRunner, operation: Operation, options?: GetTokenOptions): Promise<Token> {
  const named = scopeFor(runner, operation)
  if (named === undefined) throw new SessionError({ code: 'not-permitted' })
  const token = await getToken(runner, named, options)
  if (token.granted !== undefined && !permits(token.granted, operation)) throw new SessionError({ code: 'not-permitted' })
  return token
}
