import type { StorageFailure } from '@hallpass/core'
import type { DiskTroubles } from './disk-troubles.js'
import type { Place } from './effect.js'
import type { DiskOperation, Tell } from './facts.js'
import { DISK_MS } from './latency.js'
import type { Scheduler } from './scheduler.js'
import type { SimulatedTab } from './simulated-tab.js'

export interface DiskParts {
  readonly scheduler: Scheduler
  readonly device: Place
  readonly tell: Tell
  readonly Failure: typeof StorageFailure
}

/** What a tab wants of the disk. */
export interface DiskTask<T> {
  readonly tab: SimulatedTab
  readonly kind: 'read' | 'keys' | 'transact' | 'destroy'
  readonly signal: AbortSignal
  /** All of it, in one moment. */
  perform(): T
  /** The epoch on the disk. */
  epoch(): number
}

/** First the disk does it, then the tab hears of it; before, and between the two, anything may happen. */
export function runDiskTask<T>(parts: DiskParts, troubles: DiskTroubles, task: DiskTask<T>): Promise<T> {
  return new Promise((resolve, reject) => new RunningTask(parts, troubles, task, { resolve, reject }).begin())
}

interface Settle<T> {
  resolve(value: T): void
  reject(failure: StorageFailure): void
}

class RunningTask<T> {
  #outcome: StorageFailure['outcome'] = 'nothing-written'
  readonly #operation: DiskOperation

  constructor(
    readonly parts: DiskParts,
    readonly troubles: DiskTroubles,
    readonly task: DiskTask<T>,
    readonly settle: Settle<T>,
  ) {
    this.#operation = { tab: task.tab, beganAwakeMs: task.tab.awakeMs() }
  }

  begin(): void {
    this.parts.tell({ type: 'operation-began', operation: this.#operation })
    this.task.signal.addEventListener('abort', this.#giveUp)
    if (this.task.signal.aborted) this.#giveUp()
    else this.#queue()
  }

  readonly #queue = (): void => {
    const { tab, kind } = this.task
    const what = `${tab.name} ${kind}`
    const { scheduler, device } = this.parts
    scheduler.schedule({
      place: device,
      what,
      lane: `${tab.name} disk`,
      withinMs: DISK_MS,
      run: this.#attempt,
    })
  }

  readonly #attempt = (): string => {
    if (this.task.signal.aborted) return 'aborted'
    const trouble = this.troubles.next()
    const answer = trouble.kind === 'none' || trouble.writes ? this.#perform() : undefined
    if (trouble.kind === 'none' && answer) this.#tellTab('done', answer)
    if (trouble.kind === 'hung')
      this.troubles.whenOver(answer ? () => this.#tellTab('done', answer) : this.#queue)
    if (trouble.kind === 'failing')
      this.#tellTab(trouble.failure, () =>
        this.settle.reject(new this.parts.Failure(trouble.failure, this.#outcome)),
      )
    return trouble.kind === 'none' ? 'done' : trouble.kind
  }

  /** @returns what tells the tab */
  #perform(): () => void {
    const { tab, kind } = this.task
    const result = this.task.perform()
    if (kind === 'transact' || kind === 'destroy') this.#outcome = 'unknown'
    const epoch = this.task.epoch()
    return () => {
      this.parts.tell({ type: 'records-told', tab, epoch })
      this.settle.resolve(result)
    }
  }

  #tellTab(what: string, tell: () => void): void {
    const { tab, kind, signal } = this.task
    const run = () => {
      if (signal.aborted) return 'too late'
      this.#over()
      tell()
      return what
    }
    const lane = `${tab.name} hears`
    this.parts.scheduler.schedule({
      place: tab.place,
      what: `hears of ${kind}`,
      lane,
      withinMs: DISK_MS,
      run,
    })
  }

  readonly #giveUp = (): void => {
    this.#over()
    this.settle.reject(new this.parts.Failure('hung', this.#outcome))
  }

  #over(): void {
    this.task.signal.removeEventListener('abort', this.#giveUp)
    this.parts.tell({ type: 'operation-over', operation: this.#operation })
  }
}
