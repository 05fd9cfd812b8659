import type { Environment } from '../environment/environment.js'
import { LOCK_WAIT_MS, LOCKLESS_WAIT_MS } from '../session/renewal-schedule.js'
import { withDeadline } from './deadline.js'
import type { HeldLocks } from './held-locks.js'

export interface LockTools {
  readonly id: string
  readonly environment: Environment
  readonly held: HeldLocks
  /** Aborts when the store is disposed. */
  readonly ended: AbortSignal
}

/** Lets go of what was taken; undefined where the request goes on without the lock. */
export type Release = (() => void) | undefined

/** The lock saves requests and decides nothing: whoever does not get it in time goes on without. */
export async function takeLock(key: string, tools: LockTools): Promise<Release> {
  const { environment, held, id, ended } = tools
  const waiting = new AbortController()
  const giveUp = () => waiting.abort()
  const stop = environment.timers.start(LOCK_WAIT_MS, giveUp)
  ended.addEventListener('abort', giveUp)
  // A tab about to stand still must not be given the lock meanwhile.
  const stopWaiting = held.hold(giveUp)
  const answer = await environment.lock.acquire(`${id}:issue:${key}`, waiting.signal)
  ended.removeEventListener('abort', giveUp)
  stop()
  stopWaiting()
  if (answer.outcome === 'acquired') return held.hold(answer.release)
  if (answer.outcome === 'busy') await letOthersGoFirst(tools)
  return undefined
}

/** Whoever goes on without the lock waits a moment at random: another tab may bring the token meanwhile. */
export function letOthersGoFirst({ environment, ended }: LockTools): Promise<void> {
  const { timers, random } = environment
  return withDeadline<void>(
    { timers, deadlineMs: random() * LOCKLESS_WAIT_MS, ended },
    () => new Promise(() => {}),
    async () => {},
  )
}
