import type { RecordDatabase, RecordDecision } from '@hallpass/core'
import { type DiskParts, type DiskTask, runDiskTask } from './disk-operation.js'
import { createDiskTroubles, type DiskTrouble } from './disk-troubles.js'
import type { SimulatedTab } from './simulated-tab.js'

/** The database under all tabs. One is enough: every store of a run has the same name. */
export interface Disk {
  set(trouble: DiskTrouble): void
  /** Everything on it is gone. */
  wipe(): void
  records(): ReadonlyMap<string, unknown>
  forTab(tab: SimulatedTab): RecordDatabase
}

export function createDisk(parts: DiskParts): Disk {
  const { tell } = parts
  const troubles = createDiskTroubles()
  let records = new Map<string, unknown>()

  function write<T>(tab: SimulatedTab, decision: RecordDecision<T>): T {
    if (decision.write === 'nothing') return decision.result
    const before = records
    records = new Map(decision.write === 'put' ? before : [])
    for (const [key, record] of decision.entries) {
      if (record === undefined) records.delete(key)
      else records.set(key, record)
    }
    tell({ type: 'records-written', writing: { tab, before, after: records } })
    return decision.result
  }

  function wipe(): void {
    records = new Map()
    tell({ type: 'database-deleted' })
  }

  return {
    set: troubles.set,
    wipe,
    records: () => records,
    forTab(tab) {
      const run = <T>(kind: DiskTask<T>['kind'], signal: AbortSignal, perform: () => T) =>
        runDiskTask(parts, troubles, { tab, kind, signal, perform, epoch: () => epochOf(records) })
      const found = (keys: readonly string[]) => keys.map(key => records.get(key))
      return {
        read: (keys, signal) => run('read', signal, () => found(keys)),
        transact: (keys, decide, signal) => run('transact', signal, () => write(tab, decide(found(keys)))),
        keys: signal => run('keys', signal, () => [...records.keys()]),
        destroy: signal => run('destroy', signal, wipe),
        close: () => {},
      }
    },
  }
}

function epochOf(records: ReadonlyMap<string, unknown>): number {
  const session = records.get('session')
  return typeof session === 'object' && session !== null && 'epoch' in session ? Number(session.epoch) : 0
}
