import type { Clock, Timers } from '../../src/environment/clock.js'

interface Pending {
  readonly dueMs: number
  readonly fire: () => void
}

/** Time that passes only when told to; between two moments everything that can happen happens. */
export class FakeTime {
  nowMs = 0
  readonly startAt = 1_000_000
  readonly #pending = new Set<Pending>()

  readonly clock: Clock = { now: () => this.startAt + this.nowMs, monotonicMs: () => this.nowMs }

  readonly timers: Timers = {
    start: (delayMs, fire) => {
      const timer = { dueMs: this.nowMs + Math.max(0, delayMs), fire }
      this.#pending.add(timer)
      return () => {
        this.#pending.delete(timer)
      }
    },
  }

  get pendingCount(): number {
    return this.#pending.size
  }

  sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      this.timers.start(ms, resolve)
    })
  }

  async advance(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms
    await settle()
    for (let next = this.#earliest(); next !== undefined && next.dueMs <= untilMs; next = this.#earliest()) {
      this.nowMs = Math.max(this.nowMs, next.dueMs)
      this.#pending.delete(next)
      next.fire()
      await settle()
    }
    this.nowMs = untilMs
  }

  #earliest(): Pending | undefined {
    let first: Pending | undefined
    for (const timer of this.#pending) if (first === undefined || timer.dueMs < first.dueMs) first = timer
    return first
  }
}

/** Lets promises go on until, in practice, none can. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 80; turn++) await undefined
}
