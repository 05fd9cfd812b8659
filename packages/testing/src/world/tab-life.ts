import type { Lifecycle, LifecycleEvent, Visibility } from '@hallpass/core'
import { createListeners } from './listeners.js'
import type { TabGate } from './tab-gate.js'

/** What a tab is doing. `prerendered`: running, loaded ahead of a visit. `gone`: its code never runs again. */
export type TabState = 'running' | 'prerendered' | 'frozen' | 'cached' | 'gone'

/**
 * What a browser does when another tab sends a message to a page in its back/forward cache, or wants a lock that page
 * holds: `evicts` it, as Chromium does, or is `silent`, as WebKit is: the message is lost, and the page's locks are
 * free from the moment it is cached.
 */
export type CacheManners = 'evicts' | 'silent'

/** What people and platforms do to a tab. A step that its state does not allow changes nothing. */
export interface TabLife {
  readonly state: TabState
  /** Its code stands still: timers, messages and answers wait for `thaw`; a lock it did not let go stays held. */
  freeze(): void
  thaw(): void
  hide(): void
  /** Also what activates a prerendered tab. */
  show(): void
  /** Leaves for another page. This one goes into the back/forward cache: told that it pauses, then standing still. @default 'evicts' */
  navigateAway(manners?: CacheManners): void
  /** Back from the cache, where it still is: its code runs on, and what waited arrives. */
  navigateBack(): void
  /** The browser throws the cached page away without a word. */
  evict(): void
  /** Goes away, having been told; its locks are free and its code never runs again. */
  close(): void
  /** Goes away without being told. */
  crash(): void
}

export interface TabLifeParts {
  readonly gate: TabGate
  readonly visibility: Visibility
  onActivated(): void
  onLocksLost(): void
  onGone(): void
}

/** What happens to a tab, and what its code hears of it. */
export function createTabLife(parts: TabLifeParts): {
  readonly life: TabLife
  readonly lifecycle: Lifecycle
} {
  const page = createPage(parts)
  const life: TabLife = {
    get state() {
      return page.state
    },
    ...visibilitySteps(page, parts),
    ...freezeSteps(page),
    ...cacheSteps(page, parts),
    close: () => {
      page.tell('app-is-pausing')
      page.disappear()
    },
    crash: page.disappear,
  }
  return { life, lifecycle: { visibility: () => page.visibility, subscribe: page.subscribe } }
}

interface Page {
  readonly gate: TabGate
  state: TabState
  visibility: Visibility
  subscribe: Lifecycle['subscribe']
  tell(event: LifecycleEvent): void
  /** Takes the step only from the state it belongs to. */
  turn(from: TabState, to: TabState, change: () => void): void
  /** Runs on: first it hears that it woke, then comes what waited. */
  runOn(after: 'frozen' | 'cached'): void
  disappear(): void
}

function createPage({ gate, visibility, onGone }: TabLifeParts): Page {
  const listeners = createListeners<LifecycleEvent>()
  const page: Page = {
    gate,
    state: visibility === 'prerendering' ? 'prerendered' : 'running',
    visibility,
    subscribe: listeners.subscribe,
    tell: event => gate.pass(() => listeners.tell(event)),
    turn: (from, to, change) => {
      if (page.state !== from) return
      page.state = to
      change()
    },
    runOn: after => gate.letGo(after, () => listeners.tell('app-woke')),
    disappear: () => {
      page.state = 'gone'
      gate.close()
      onGone()
    },
  }
  return page
}

function visibilitySteps(page: Page, { onActivated }: TabLifeParts): Pick<TabLife, 'hide' | 'show'> {
  const become = (visibility: Visibility, event: LifecycleEvent): void => {
    if (page.state !== 'running' && page.state !== 'frozen') return
    page.visibility = visibility
    page.tell(event)
  }
  return {
    hide: () => become('hidden', 'app-was-hidden'),
    show: () => {
      page.turn('prerendered', 'running', onActivated)
      become('visible', 'app-woke')
    },
  }
}

function freezeSteps(page: Page): Pick<TabLife, 'freeze' | 'thaw'> {
  return {
    freeze: () =>
      page.turn('running', 'frozen', () => {
        page.tell('app-is-pausing')
        page.gate.hold('frozen')
      }),
    thaw: () => page.turn('frozen', 'running', () => page.runOn('frozen')),
  }
}

function cacheSteps(
  page: Page,
  { onLocksLost }: TabLifeParts,
): Pick<TabLife, 'navigateAway' | 'navigateBack' | 'evict'> {
  const evict = (): void => page.turn('cached', 'gone', page.disappear)
  const enterCache = (manners: CacheManners): void => {
    page.tell('app-is-pausing')
    page.visibility = 'hidden'
    page.tell('app-was-hidden')
    page.gate.hold('cached')
    page.gate.answerKnocks(() => {
      if (manners === 'evicts') evict()
      return false
    })
    if (manners === 'silent') onLocksLost()
  }
  return {
    navigateAway: (manners = 'evicts') => page.turn('running', 'cached', () => enterCache(manners)),
    navigateBack: () =>
      page.turn('cached', 'running', () => {
        page.visibility = 'visible'
        page.runOn('cached')
      }),
    evict,
  }
}
