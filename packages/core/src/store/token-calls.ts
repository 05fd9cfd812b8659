import { SessionError, type SessionProblem } from '../errors/session-error.js'
import { type Operation, permits } from '../scope/index.js'
import { coveringKey } from '../session/covering-scope.js'
import { isRenewalWanted } from '../session/judge-scope.js'
import type { Time } from '../session/moment.js'
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
    scopeState: scope => snapshots.scope(state().scopes.get(names.resolve(scope).key)),
    sessionState: () => snapshots.session(state()),
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
    sessionState: () => snapshots.session(runner.machine.state()),
    observe: listener => runner.streams.add(listener),
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
  asked: NamedScope,
  options: GetTokenOptions = {},
): Promise<Token> {
  const { minValidityMs = 0, signal } = options
  const tooShort = minValidityMs > 0 ? usableNow(runner, servedBy(runner, asked).key) : undefined
  for (;;) {
    if (signal?.aborted) throw new SessionError({ code: 'aborted' })
    const { identity, isHeldBack } = begun(runner)
    const { key, scope } = servedBy(runner, asked)
    const wish = { key, scope, minValidityMs, tooShort }
    const served = isHeldBack || identity.isChanging() ? undefined : serveNow(runner, wish)
    if (isHeldBack) runner.catchUp()
    if (served?.kind === 'token') return served.token
    if (served?.kind === 'problem') throw new SessionError(served.problem)
    await runner.nextChange(signal)
  }
}

/** Tells the machine of the wish where that makes a difference, and what the wish comes to. */
function serveNow(runner: StoreRunner, wish: Wish & NamedScope): Served {
  const { state, dispatch } = runner.machine
  const time = timeOf(runner)
  const entry = state().scopes.get(wish.key)
  const served = serve(state(), wish, time)
  if (served.kind !== 'wait' && !(entry && isRenewalWanted(entry, time))) return served
  dispatch({ type: 'token-wanted', ...wish })
  return serve(state(), wish, time)
}

function peekToken(runner: StoreRunner, named: NamedScope): Token | undefined {
  if (runner.isDisposed || runner.isHeldBack || runner.identity.isChanging()) return undefined
  return usableNow(runner, servedBy(runner, named).key)
}

function usableNow(runner: StoreRunner, key: string): Token | undefined {
  return usableToken(runner.machine.state().scopes.get(key), timeOf(runner))
}

function timeOf({ setup }: StoreRunner): Time {
  const { clock } = setup.environment
  return { at: clock.now(), monotonicMs: clock.monotonicMs() }
}

/** The scope whose token serves: the one asked for, or one that covers it where that is allowed. */
function servedBy(runner: StoreRunner, named: NamedScope): NamedScope {
  if (runner.setup.reuse !== 'covering') return named
  const { scopes } = runner.machine.state()
  const key = coveringKey(runner.machine.state(), named, timeOf(runner))
  return { key, scope: scopes.get(key)?.scope ?? named.scope }
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
  const isEnough = ({ granted }: Token) => !granted || permits(granted, operation)
  if (isEnough(token)) return token
  // One that was kept may be older than what the backend grants today: one reissue shows.
  if (isKept(runner, token)) {
    const reissued = await getToken(runner, named, { ...options, minValidityMs: Infinity })
    if (isEnough(reissued)) return reissued
  }
  throw new SessionError(NOT_PERMITTED)
}

/** Whether a token in hand was found in storage at load. */
function isKept({ machine }: StoreRunner, token: Token): boolean {
  const phases = [...machine.state().scopes.values()].map(entry => entry.phase)
  return phases.some(
    phase => phase.status === 'live' && phase.grant.token === token && phase.grant.origin === 'restored',
  )
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
  const isDenied = entry?.phase.status === 'waiting' && entry.phase.pause.cause === 'denied'
  return isDenied ? 'no' : verdict(entry?.granted, operation)
}
