import type { Lock, LockAnswer } from '@hallpass/core'
import type { Place } from './effect.js'
import type { Tell } from './facts.js'
import { LOCK_MS } from './latency.js'
import type { Scheduler } from './scheduler.js'
import type { SimulatedTab } from './simulated-tab.js'

/** The browser's locks. A request, its grant and its release travel, each in its own time. */
export interface LockManager {
  /** While they do not work, everybody is told so. */
  setWorking(isWorking: boolean): void
  forTab(tab: SimulatedTab): Lock
  /** Frees what a tab that is gone held or waited for. */
  forget(tab: SimulatedTab): void
}

export interface LockManagerParts {
  readonly scheduler: Scheduler
  readonly device: Place
  readonly tell: Tell
}

interface Waiter {
  readonly tab: SimulatedTab
  readonly grant: () => void
}

export function createLockManager({ scheduler, device, tell }: LockManagerParts): LockManager {
  const lines = new Map<string, Waiter[]>()
  let isWorking = true

  function join(name: string, waiter: Waiter): void {
    const line = lines.get(name) ?? []
    lines.set(name, line)
    if (line.push(waiter) === 1) waiter.grant()
  }

  function leave(name: string, waiter: Waiter): void {
    const line = lines.get(name) ?? []
    const place = line.indexOf(waiter)
    if (place >= 0) line.splice(place, 1)
    if (place === 0) line[0]?.grant()
  }

  const later = (tab: SimulatedTab, what: string, run: () => string | undefined) =>
    scheduler.schedule({
      place: device,
      what: `${tab.name} ${what}`,
      lane: `${tab.name} locks`,
      withinMs: LOCK_MS,
      run,
    })

  function acquire(tab: SimulatedTab, name: string, signal: AbortSignal | undefined): Promise<LockAnswer> {
    const sinceMs = tab.awakeMs()
    return new Promise(resolve => {
      const tellTab = (answer: LockAnswer) =>
        scheduler.schedule({
          place: tab.place,
          what: 'hears of a lock',
          withinMs: LOCK_MS,
          run: () => hear(answer),
        })
      const release = () => void later(tab, 'releases', () => void leave(name, waiter))
      const hear = (answer: LockAnswer) => {
        signal?.removeEventListener('abort', giveUp)
        if (signal?.aborted && answer.outcome === 'acquired') return 'too late'
        resolve(answer)
        return answer.outcome
      }
      const giveUp = () => {
        tell({ type: 'lock-given-up', tab, name, waitedMs: tab.awakeMs() - sinceMs })
        release()
        resolve({ outcome: 'busy' })
      }
      const waiter: Waiter = { tab, grant: () => void tellTab({ outcome: 'acquired', release }) }
      if (!isWorking) return void tellTab({ outcome: 'unsupported' })
      signal?.addEventListener('abort', giveUp)
      later(tab, 'asks for a lock', () => {
        if (tab.place.standing === 'gone' || signal?.aborted) return 'gone'
        join(name, waiter)
        return lines.get(name)?.[0] === waiter ? 'free' : 'taken'
      })
    })
  }

  return {
    setWorking: working => {
      isWorking = working
    },
    forTab: tab => ({
      acquire: (name, signal) => acquire(tab, name, signal),
      tryAcquire: async () => ({ outcome: 'busy' }),
    }),
    forget: tab =>
      void later(tab, 'is gone', () => {
        for (const [name, line] of lines) {
          for (const waiter of line.filter(each => each.tab === tab)) leave(name, waiter)
        }
        return undefined
      }),
  }
}
