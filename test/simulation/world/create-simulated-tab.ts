import type { Token } from '@hallpass/core'
import type { StoreUnderTest } from '../core/core-under-test.js'
import type { Place } from './effect.js'
import type { Call, Tell } from './facts.js'
import type { SimulatedTab } from './simulated-tab.js'
import type { TabSignals } from './tab-signals.js'
import type { TabTimers } from './tab-timers.js'
import type { WorldTime } from './world-time.js'

export interface TabParts {
  readonly name: string
  readonly place: Place
  readonly time: WorldTime
  readonly timers: TabTimers
  readonly signals: TabSignals
  readonly tell: Tell
  readonly createStore: (tab: SimulatedTab) => StoreUnderTest
}

const MOMENT_MS = 2_000

export function createSimulatedTab({
  name,
  place,
  time,
  timers,
  signals,
  tell,
  createStore,
}: TabParts): SimulatedTab {
  let frozenMs = 0
  let frozenAtMs: number | undefined
  let unwatch: (() => void) | undefined
  let callCount = 0
  let lastGiven: Token | undefined
  let thawedMs = Number.NEGATIVE_INFINITY
  const awakeMs = () => (frozenAtMs ?? time.deviceMs()) - frozenMs
  const tab: SimulatedTab = {
    ...{ name, place, timers, awakeMs },
    get store() {
      return store
    },
    hasJustThawed: () => awakeMs() - thawedMs < MOMENT_MS || time.sinceSleepMs() < MOMENT_MS,
    callCount: () => callCount,
    lastGiven: () => lastGiven,
    isWatched: () => unwatch !== undefined,
    setWatched(isWatched) {
      unwatch?.()
      unwatch = isWatched ? store.tokens.subscribe(() => {}) : undefined
    },
    epoch() {
      const state = store.tokens.sessionState()
      return state.status === 'restoring' ? 0 : state.epoch
    },
    get(what, wish, ask) {
      const call: Call = { tab, what }
      tell({ type: 'call-began', call })
      callCount++
      const over = () => {
        callCount--
        tell({ type: 'call-over', call })
      }
      ask().then(
        token => {
          over()
          lastGiven = token
          tell({ type: 'token-given', tab, secret: token.reveal(), wish })
        },
        (error: unknown) => {
          over()
          if (!isCoded(error)) throw error
        },
      )
    },
    signIn(subject) {
      tell({ type: 'sign-in-began', tab })
      store.tokens
        .signIn(subject === undefined ? {} : { subject })
        .then(() => tell({ type: 'sign-in-over', tab }))
    },
    signOut() {
      const call = {}
      tell({ type: 'sign-out-began', tab, call })
      store.tokens.signOut().then(({ stored }) => tell({ type: 'sign-out-over', tab, call, stored }))
    },
    reject(token) {
      tell({ type: 'token-rejected', tab, secret: token.reveal() })
      store.tokens.rejected(token)
    },
    freeze() {
      signals.tell('app-is-pausing')
      place.standing = 'frozen'
      frozenAtMs = time.deviceMs()
      tell({ type: 'tab-froze', tab })
    },
    thaw() {
      if (frozenAtMs !== undefined) frozenMs += time.deviceMs() - frozenAtMs
      frozenAtMs = undefined
      thawedMs = awakeMs()
      place.standing = 'running'
      tell({ type: 'tab-thawed', tab })
      signals.tell('app-woke')
    },
    show() {
      signals.visibility = 'visible'
      signals.tell('app-woke')
    },
    hide() {
      signals.visibility = 'hidden'
      signals.tell('app-was-hidden')
    },
    isVisible: () => signals.visibility === 'visible',
    networkComesBack: () => signals.tell('network-came-back'),
    go(isTold) {
      if (isTold) signals.tell('app-is-pausing')
      place.standing = 'gone'
      tell({ type: 'tab-gone', tab })
    },
  }
  const store = createStore(tab)
  return tab
}

function isCoded(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error
}
