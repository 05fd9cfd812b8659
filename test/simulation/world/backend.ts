import type { TokenSource, TokenSourceRequest } from '@hallpass/core'
import type { Place } from './effect.js'
import type { Answered, Tell } from './facts.js'
import { NETWORK_MS } from './latency.js'
import type { Scheduler } from './scheduler.js'
import type { SimulatedTab } from './simulated-tab.js'
import type { MintedToken, TokenRequest } from './token-request.js'
import type { WorldTime } from './world-time.js'

export type User = 'ada' | 'bob'

/** How the backend behaves. */
export type BackendMood =
  | { readonly kind: 'well'; readonly slowMs: number }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'talking-nonsense' }
  | {
      readonly kind: 'refusing'
      readonly refusal: 'signed-out' | 'denied' | 'misconfigured' | 'unavailable'
      readonly retryAfterMs: number
    }

/** The backend all tabs ask. It knows who is signed in by a cookie of its own. */
export interface Backend {
  mood: BackendMood
  /** Whose cookie the profile holds. */
  user: User | undefined
  forTab(tab: SimulatedTab): TokenSource
  minted(secret: string): MintedToken | undefined
}

export interface BackendParts {
  readonly scheduler: Scheduler
  readonly outside: Place
  readonly time: WorldTime
  readonly tell: Tell
  readonly lifetimeSec: number
}

export function createBackend(parts: BackendParts): Backend {
  const tokens = new Map<string, MintedToken>()
  let requestCount = 0
  const backend: Backend = {
    mood: { kind: 'well', slowMs: 0 },
    user: 'ada',
    minted: secret => tokens.get(secret),
    forTab(tab) {
      const source = (asked: TokenSourceRequest) => ask(requestOf(tab, asked), asked.signal)
      return Object.assign(source, { signOut: () => signOut(tab) })
    },
  }

  function requestOf(tab: SimulatedTab, { scope, reason }: TokenSourceRequest): TokenRequest {
    const { time } = parts
    const number = ++requestCount
    const epoch = tab.epoch()
    return {
      ...{ number, tab, scope: scope?.key ?? '', reason, epoch },
      ...{
        outsideMs: time.outsideMs(),
        wallAt: time.wallNow(),
        clockErrorMs: time.clockErrorMs(),
        beganAwakeMs: tab.awakeMs(),
      },
    }
  }

  function ask(request: TokenRequest, signal: AbortSignal): Promise<unknown> {
    return travel(parts, request, signal, () => decide(request))
  }

  function decide(request: TokenRequest): Reply | undefined {
    const { mood, user } = backend
    switch (mood.kind) {
      case 'silent':
        return undefined
      case 'unreachable':
        return {
          answered: { kind: 'nonsense' },
          afterMs: 0,
          value: () => Promise.reject(new TypeError('unreachable')),
        }
      case 'talking-nonsense':
        return { answered: { kind: 'nonsense' }, afterMs: 0, value: () => ({ access_token: 7 }) }
      case 'refusing':
        return refuse(mood.refusal, mood.retryAfterMs)
      case 'well':
        return user === undefined ? refuse('signed-out', 0) : mint(request, user, mood.slowMs)
    }
  }

  function mint(request: TokenRequest, subject: User, slowMs: number): Reply {
    const { lifetimeSec, time } = parts
    const lifetimeMs = lifetimeSec * 1_000
    const secret = `secret-${request.number}`
    const token: MintedToken = { secret, request, subject, lifetimeMs, endsAt: time.trueNow() + lifetimeMs }
    tokens.set(secret, token)
    const value = { access_token: secret, token_type: 'Bearer', expires_in: lifetimeSec, subject }
    return { answered: { kind: 'token', token }, afterMs: slowMs, value: () => value }
  }

  function signOut(tab: SimulatedTab): Promise<'yes'> {
    return new Promise(resolve => {
      const done = () => {
        resolve('yes')
        return undefined
      }
      const arrive = () => {
        backend.user = undefined
        parts.scheduler.schedule({
          place: tab.place,
          what: 'hears of its sign-out',
          withinMs: NETWORK_MS,
          run: done,
        })
        return undefined
      }
      parts.scheduler.schedule({
        place: parts.outside,
        what: `${tab.name} signs out`,
        withinMs: NETWORK_MS,
        run: arrive,
      })
    })
  }

  return backend
}

interface Reply {
  readonly answered: Answered
  readonly afterMs: number
  value(): unknown
}

function refuse(refusal: string, retryAfterMs: number): Reply {
  const value = { refusal, ...(retryAfterMs > 0 && { retryAfterMs }) }
  return { answered: { kind: 'refusal', refusal, retryAfterMs }, afterMs: 0, value: () => value }
}

/** There and back; whoever gives up meanwhile hears nothing more. */
function travel(
  { scheduler, outside, tell }: BackendParts,
  request: TokenRequest,
  signal: AbortSignal,
  decide: () => Reply | undefined,
): Promise<unknown> {
  const { tab, scope } = request
  return new Promise((resolve, reject) => {
    tell({ type: 'request-began', request })
    let isOver = false
    const end = () => {
      if (!isOver) tell({ type: 'request-ended', request })
      isOver = true
    }
    const abort = () => {
      end()
      reject(new DOMException('aborted', 'AbortError'))
    }
    const comeBack = ({ answered, value }: Reply) => {
      if (isOver) return 'too late'
      end()
      tell({ type: 'request-answered', request, answer: answered })
      resolve(value())
      return answered.kind === 'refusal' ? answered.refusal : answered.kind
    }
    const arrive = () => {
      const reply = decide()
      if (reply === undefined) return 'silence'
      const { afterMs } = reply
      scheduler.schedule({
        ...{ place: tab.place, what: `gets an answer for "${scope}"`, afterMs, withinMs: NETWORK_MS },
        run: () => comeBack(reply),
      })
      return reply.answered.kind
    }
    signal.addEventListener('abort', abort)
    scheduler.schedule({
      place: outside,
      what: `${tab.name} asks for "${scope}"`,
      withinMs: NETWORK_MS,
      run: arrive,
    })
  })
}
