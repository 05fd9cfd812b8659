import type { Lock, LockAnswer } from '@hallpass/core'
import { createLockQueue, type LockQueue } from './lock-queue.js'
import type { TabGate } from './tab-gate.js'

/** The locks of the profile, as seen from outside. */
export interface FakeLocks {
  /** From now on there are no locks: every request answers `unsupported`. */
  fail(): void
  recover(): void
  heldNames(): readonly string[]
  /** Every name that was ever asked for. */
  readonly askedNames: ReadonlySet<string>
}

export interface FakeLockManager {
  readonly control: FakeLocks
  forTab(gate: TabGate): Lock
  /** What the platform does when a tab goes away. */
  releaseAllOf(gate: TabGate): void
}

interface LockRequest {
  readonly gate: TabGate
  readonly name: string
  readonly answer: (answer: LockAnswer) => void
}

export function createFakeLocks(): FakeLockManager {
  const queue = createLockQueue<LockRequest>((_, request) => request.gate.passSoon(() => grant(request)))
  const grant = (request: LockRequest): void =>
    request.answer({ outcome: 'acquired', release: () => queue.leave(request.name, request) })
  const askedNames = new Set<string>()
  let isSupported = true
  const forTab = (gate: TabGate): Lock => {
    const ask = (name: string, signal?: AbortSignal): Promise<LockAnswer> => {
      askedNames.add(name)
      return new Promise(answer => {
        if (isSupported) request(queue, { gate, name, answer }, signal)
        else gate.passSoon(() => answer({ outcome: 'unsupported' }))
      })
    }
    return { acquire: ask, tryAcquire: name => ask(name) }
  }
  return {
    control: {
      fail: () => {
        isSupported = false
      },
      recover: () => {
        isSupported = true
      },
      heldNames: queue.heldNames,
      askedNames,
    },
    forTab,
    releaseAllOf: gate => queue.leaveAll(request => request.gate === gate),
  }
}

/** Without a signal nobody waits: the lock is had at once or not at all. */
function request(queue: LockQueue<LockRequest>, asked: LockRequest, signal: AbortSignal | undefined): void {
  const { gate, name } = asked
  queue.holderOf(name)?.gate.knock()
  if (signal === undefined ? queue.holderOf(name) : signal.aborted) {
    gate.passSoon(() => asked.answer({ outcome: 'busy' }))
    return
  }
  const giveUp = (): void => {
    queue.leave(name, waiting)
    waiting.answer({ outcome: 'busy' })
  }
  const waiting: LockRequest = {
    ...asked,
    answer: answer => {
      signal?.removeEventListener('abort', giveUp)
      asked.answer(answer)
    },
  }
  signal?.addEventListener('abort', giveUp)
  queue.join(name, waiting)
}
