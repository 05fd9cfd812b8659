import type { Activity } from './activity.js'

/** Why a tab runs nothing for now. */
export type HoldReason = 'frozen' | 'cached' | 'asleep'

/** Everything that reaches a tab's code from outside passes here, in order; while it is held, it queues. */
export interface TabGate {
  readonly isClosed: boolean
  /** Runs `task` now, or when nothing holds the tab any more, or never once it is closed. */
  pass(task: () => void): void
  /** As `pass`, a microtask later: no answer comes before the call that asked for it has returned. */
  passSoon(task: () => void): void
  hold(reason: HoldReason): void
  /** Runs `first` and then what queued, unless something else holds the tab still. */
  letGo(reason: HoldReason, first?: () => void): void
  /**
   * Another tab sends a message here, or wants a lock that this one holds: false when it is lost. In the back/forward
   * cache that throws the page away in some browsers, and is not heard in others.
   */
  knock(): boolean
  /** How knocks are answered while the tab is held as `cached`. */
  answerKnocks(answer: () => boolean): void
  close(): void
}

export function createTabGate(activity: Activity): TabGate {
  const holds = new Set<HoldReason>()
  let waiting: (() => void)[] = []
  let isClosed = false
  let whenCached = (): boolean => true
  const pass = (task: () => void): void => {
    activity.note()
    if (isClosed) return
    if (holds.size > 0) waiting.push(task)
    else task()
  }
  return {
    get isClosed() {
      return isClosed
    },
    pass,
    passSoon: task => {
      activity.note()
      queueMicrotask(() => pass(task))
    },
    hold: reason => {
      holds.add(reason)
    },
    letGo: (reason, first) => {
      if (!holds.delete(reason)) return
      const released = first === undefined ? waiting : [first, ...waiting]
      waiting = []
      for (const task of released) pass(task)
    },
    knock: () => (holds.has('cached') ? whenCached() : true),
    answerKnocks: answer => {
      whenCached = answer
    },
    close: () => {
      isClosed = true
      waiting = []
    },
  }
}
