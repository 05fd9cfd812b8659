import { SessionError, type SessionProblem } from '../errors/session-error.js'
import { type Operation, permits } from '../scope/index.js'
import { isRenewalWanted } from '../session/judge-scope.js'
import { narrowestScope, verdict } from '../session/scope-for-operation.js'
import { type Served, serve, usableToken, type Wish } from '../session/serve.js'
import type { Token } from '../token/token.js'
import type { OperationTokens } from './operation-tokens.js'
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
    signIn: async ({ subject } = {}) => begun(runner).identity.signIn(subject),
    signOut: async () => begun(runner).identity.signOut(),
    dispose: () => runner.dispose(),
  }
}

/** What cache and topic calls need beside it. */
export function operationTokens(runner: StoreRunner): OperationTokens {
  const snapshots = createSnapshots()
  return {
    getTokenFor: (operation, options) => getTokenFor(runner, operation, options),
    peekTokenFor: operation => {
      const named = scopeFor(runner, operation)
      return named && peekToken(runner, named)
    },
    rejected: token => rejectToken(runner, token),
    sessionState: () => snapshots.session(runner.machine.state().session),
    observe: listener => runner.observers.add(listener),
  }
}

function begun(runner: StoreRunner): StoreRunner {
  if (runner.isDisposed) throw new SessionError({ code: 'disposed' })
  runner.start()
  return runner
}

/** From memory without any I/O where it can be; else the caller waits for what storage or the backend brings. */
async function getToken(
  runner: StoreRunner,
  named: NamedScope,
  options: GetTokenOptions = {},
): Promise<Token> {
  const { minValidityMs = 0, signal } = options
  const tooShort = usableToken(runner.machine.state().scopes.get(named.key), runner.moment())
  for (;;) {
    if (signal?.aborted) throw new SessionError({ code: 'aborted' })
    const isChanging = begun(runner).identity.isChanging()
    const served = isChanging ? undefined : serveNow(runner, { ...named, minValidityMs, tooShort })
    if (served?.kind === 'token') return served.token
    if (served?.kind === 'problem') throw new SessionError(served.problem)
    await runner.nextChange(signal)
  }
}

/** Tells the machine of the wish where that makes a difference, and what the wish comes to. */
function serveNow(runner: StoreRunner, wish: Wish & NamedScope): Served {
  const { state, dispatch } = runner.machine
  const moment = runner.moment()
  const entry = state().scopes.get(wish.key)
  const served = serve(state(), wish, moment)
  if (served.kind !== 'wait' && !(entry && isRenewalWanted(entry, moment))) return served
  dispatch({ type: 'token-wanted', ...wish })
  return serve(state(), wish, moment)
}

function peekToken(runner: StoreRunner, { key }: NamedScope): Token | undefined {
  if (runner.isDisposed || runner.identity.isChanging()) return undefined
  const { clock } = runner.setup.environment
  const time = { at: clock.now(), monotonicMs: clock.monotonicMs() }
  return usableToken(runner.machine.state().scopes.get(key), time)
}

/** Whichever scope it was handed out for. */
function rejectToken({ machine, dispatch }: StoreRunner, token: Token): void {
  for (const key of machine.state().scopes.keys()) dispatch({ type: 'token-refused', key, token })
}

const NOT_PERMITTED: SessionProblem = { code: 'not-permitted' }

async function getTokenFor(
  runner: StoreRunner,
  operation: Operation,
  options?: GetTokenOptions,
): Promise<Token> {
  const named = scopeFor(runner, operation)
  if (!named) throw new SessionError(NOT_PERMITTED)
  const token = await getToken(runner, named, options)
  if (token.granted && !permits(token.granted, operation)) throw new SessionError(NOT_PERMITTED)
  return token
}

/** The scope an operation is served by; undefined where scopes are declared and none permits it. */
function scopeFor({ setup }: StoreRunner, operation: Operation): NamedScope | undefined {
  const { declared } = setup.names
  if (declared.length === 0) return DEFAULT_SCOPE
  const scope = narrowestScope(declared, operation)
  return scope && { key: scope.key, scope }
}

function canOperate(runner: StoreRunner, operation: Operation): 'yes' | 'no' | 'unknown' {
  const named = scopeFor(runner, operation)
  const { session, scopes } = runner.machine.state()
  if (!named || session.status === 'signed-out' || session.status === 'signing-out') return 'no'
  const entry = scopes.get(named.key)
  return entry?.phase.status === 'denied' ? 'no' : verdict(entry?.granted, operation)
}
