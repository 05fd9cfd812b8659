import type { Lock, LockAnswer } from '@hallpass/core'
import { assertSame } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'
import { freshName } from './fresh-name.js'

/** The locks of one profile, as two tabs see them. */
export type MakeLockTabs = () => readonly [Lock, Lock]

/** What every `Lock` must do where locks work. */
export function lockContract(makeTabs: MakeLockTabs): readonly ContractCase[] {
  return [...holdingCases(makeTabs), ...waitingCases(makeTabs)]
}

const never = new AbortController().signal

/** @throws Error when the lock was not acquired */
function releaseOf(answer: LockAnswer): () => void {
  assertSame(answer.outcome, 'acquired')
  return answer.outcome === 'acquired' ? answer.release : () => {}
}

function holdingCases(makeTabs: MakeLockTabs): readonly ContractCase[] {
  return contractCases({
    'gives a free lock at once': async () => {
      const [lock] = makeTabs()
      releaseOf(await lock.tryAcquire(freshName()))()
      releaseOf(await lock.acquire(freshName(), never))()
    },
    'is busy while any tab holds it': async () => {
      const [lock, other] = makeTabs()
      const name = freshName()
      const release = releaseOf(await lock.acquire(name, never))
      assertSame((await other.tryAcquire(name)).outcome, 'busy')
      assertSame((await lock.tryAcquire(name)).outcome, 'busy')
      release()
    },
    'keeps names apart': async () => {
      const [lock, other] = makeTabs()
      const release = releaseOf(await lock.acquire(freshName(), never))
      releaseOf(await other.tryAcquire(freshName()))()
      release()
    },
    'is released once, however often it is let go': async () => {
      const [lock, other] = makeTabs()
      const name = freshName()
      const release = releaseOf(await lock.acquire(name, never))
      release()
      const releaseOther = releaseOf(await other.acquire(name, never))
      release()
      assertSame((await lock.tryAcquire(name)).outcome, 'busy')
      releaseOther()
    },
  })
}

function waitingCases(makeTabs: MakeLockTabs): readonly ContractCase[] {
  return contractCases({
    'goes to those who wait in their order': async () => {
      const [lock, other] = makeTabs()
      const name = freshName()
      const order: string[] = []
      const waitAs = async (who: string, tab: Lock): Promise<void> => {
        const release = releaseOf(await tab.acquire(name, never))
        order.push(who)
        release()
      }
      const release = releaseOf(await lock.acquire(name, never))
      const waiting = [waitAs('first', other), waitAs('second', lock), waitAs('third', other)]
      release()
      await Promise.all(waiting)
      assertSame(order, ['first', 'second', 'third'])
    },
    'is busy for one who gives up waiting, and stands in nobody’s way then': async () => {
      const [lock, other] = makeTabs()
      const name = freshName()
      const release = releaseOf(await lock.acquire(name, never))
      const patience = new AbortController()
      const waiting = other.acquire(name, patience.signal)
      patience.abort()
      assertSame((await waiting).outcome, 'busy')
      release()
      releaseOf(await lock.acquire(name, never))()
    },
    'is busy under a signal that has aborted': async () => {
      const [lock] = makeTabs()
      assertSame((await lock.acquire(freshName(), AbortSignal.abort())).outcome, 'busy')
    },
    'stays held when its signal aborts afterwards': async () => {
      const [lock, other] = makeTabs()
      const name = freshName()
      const patience = new AbortController()
      const release = releaseOf(await lock.acquire(name, patience.signal))
      patience.abort()
      assertSame((await other.tryAcquire(name)).outcome, 'busy')
      release()
    },
  })
}
