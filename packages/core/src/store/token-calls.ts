import { SessionError, type SessionErrorCode } from '../errors/session-error.js'
import type { Operation } from '../scope/index.js'
import { isRenewalWanted } from '../session/judge-scope.js'
import { narrowestScope, verdict } from '../session/scope-for-operation.js'
import { serve, usableToken, type Wish } from '../session/serve.js'
import type { Token } from '../token/token.js'
import type { StoreRunner } from './run-store.js'
import { DEFAULT_SCOPE, type NamedScope } from './scope-names.js'
import { createSnapshots } from './snapshots.js'
import type { GetTokenOptions, TokenStore } from './token-store.js'

/** The calls of a token store over its runner. */
export function tokenStore<Names extends string>(runner: StoreRunner): TokenStore<Names> {
  const { names, id } = runner.setup
  const snapshots = createSnapshots()
  const state = () => runner.machine.state()
  return {
    id,
    getToken: async (scope, options) => getToken(runner, names.resolve(scope), options),
    peekToken: scope => peekToken(runner, names.resolve(scope)),
    rejected: token => rejectToken(runner, token),
    can: operation => canOperate(runner, operation),
    scopeState: scope => snapshots.scope(state().scopes.get(names.resolve(scope).key)?.phase),
    sessionState: () => snapshots.session(state().session),
    subscribe: listener => runner.events.add(listener),
    observe: listener => runner.observers.add(listener),
    signIn: async ({ subject } = {}) => guarded(runner, () => runner.identity.signIn(subject)),
    signOut: async () => guarded(runner, () => runner.identity.signOut()),
    dispose: () => runner.dispose(),
  }
}

function guarded<T>(runner: StoreRunner, change: () => Promise<T>): Promise<T> {
  if (runner.isDisposed) return refuse('disposed')
  runner.start()
  return change()
}

function refuse(code: SessionErrorCode & ('disposed' | 'aborted' | 'not-permitted')): Promise<never> {
  return Promise.reject(new SessionError({ code }))
}

/** From memory without any I/O where it can be; else the caller waits for what storage or the backend brings. */
export function getToken(runner: StoreRunner, named: NamedScope, options: GetTokenOptions = {}): Promise<Token> {
  const { minValidityMs = 0, signal } = options
  if (runner.isDisposed) return refuse('disposed')
  if (signal?.aborted) return refuse('aborted')
  const pending = runner.identity.pending()
  if (pending !== undefined) {
    const next = () => getToken(runner, named, options)
    return pending.then(next, next)
  }
  runner.start()
  const moment = runner.moment()
  const entry = runner.machine.state().scopes.get(named.key)
  const wish: Wish = { key: named.key, minValidityMs, tooShort: usableToken(entry, moment) }
  const asked = { type: 'token-wanted', ...named, minValidityMs } as const
  const isServed = serve(runner.machine.state(), wish, moment).kind !== 'wait'
  if (!isServed || (entry !== undefined && isRenewalWanted(entry, moment))) runner.machine.dispatch(asked)
  const served = serve(runner.machine.state(), wish, moment)
  return served.kind === 'token' ? Promise.resolve(served.token) : runner.waiters.wait(wish, signal, served)
}

export function peekToken(runner: StoreRunner, { key }: NamedScope): Token | undefined {
  if (runner.isDisposed || runner.identity.pending() !== undefined) return undefined
  const { clock } = runner.setup.environment
  const time = { at: clock.now(), monotonicMs: clock.monotonicMs() }
  return usableToken(runner.machine.state().scopes.get(key), time)
}

/** Whichever scope it was handed out for. */
export function rejectToken({ machine }: StoreRunner, token: Token): void {
  for (const key of machine.state().scopes.keys()) machine.dispatch({ type: 'token-refused', key, token })
}

/** The scope an operation is served by; undefined where scopes are declared and none permits it. */
export function scopeFor({ setup }: StoreRunner, operation: Operation): NamedScope | undefined {
  const { declared } = setup.names
  if (declared.length === 0) return DEFAULT_SCOPE
  const scope = narrowestScope(declared, operation)
  return scope && { key: scope.key, scope }
}

function canOperate(runner: StoreRunner, operation: Operation): 'yes' | 'no' | 'unknown' {
  const named = scopeFor(runner, operation)
  const { session, scopes } = runner.machine.state()
  if (named === undefined || session.status === 'signed-out') return 'no'
  const entry = scopes.get(named.key)
  if (entry?.phase.status === 'denied') return 'no'
  return verdict(entry?.granted, operation)
}
