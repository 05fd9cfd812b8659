import type { StorageFailureKind } from '@hallpass/core'

export type StorageOperation = 'read' | 'transact' | 'destroy'

export interface StorageFaultOptions {
  /**
   * Which operations it strikes; none given means any. `write` strikes transactions that have read and decided and come
   * to put a record, as in storage that is full or may only be read.
   */
  readonly on?: StorageOperation | 'write'
  /** How many operations it strikes. @default 1; Infinity lasts until `recover()` */
  readonly times?: number
  /**
   * What becomes of the write it strikes. `written` and `lost` are the two truths behind an unknown outcome.
   * @default 'nothing-written'
   */
  readonly write?: 'nothing-written' | 'unknown-but-written' | 'unknown-and-lost'
}

/** What an operation meets: a failure of some kind, or silence until its signal aborts. */
export interface StorageFault {
  readonly kind: StorageFailureKind
  readonly write: NonNullable<StorageFaultOptions['write']>
  readonly silent: boolean
}

export interface StorageFaults {
  add(fault: Pick<StorageFault, 'kind' | 'silent'>, options: StorageFaultOptions): void
  /** The fault `operation` meets, used up once. */
  take(operation: StorageOperation | 'write'): StorageFault | undefined
  clear(): void
}

interface PlannedFault extends StorageFault {
  readonly on: StorageFaultOptions['on']
  timesLeft: number
}

export function createStorageFaults(): StorageFaults {
  let planned: PlannedFault[] = []
  return {
    add: (fault, { on, times = 1, write = 'nothing-written' }) => {
      planned.push({ ...fault, on, write, timesLeft: times })
    },
    take: operation => {
      const fault = planned.find(({ on }) => on === operation || (on === undefined && operation !== 'write'))
      if (fault === undefined) return undefined
      fault.timesLeft -= 1
      planned = planned.filter(({ timesLeft }) => timesLeft > 0)
      return fault
    },
    clear: () => {
      planned = []
    },
  }
}
