import type {
  Random,
  RecordDatabase,
  RecordDecision,
  RecordStorage,
  StorageFailureKind,
  Timers,
} from '@hallpass/core'
import { createDatabaseFiles, type DatabaseFiles } from './database-files.js'
import { createStorageFaults, type StorageFaultOptions, type StorageOperation } from './storage-faults.js'
import { type PendingOperation, runStorageOperation, strike } from './storage-operation.js'
import type { TabGate } from './tab-gate.js'

/** The disk under all tabs: what is on it, and how it fails. */
export interface FakeStorage {
  /** The next operation of any tab fails so. */
  failNext(kind: StorageFailureKind, options?: StorageFaultOptions): void
  /** From now on operations answer nothing, until `recover()` or until their signal aborts. */
  hang(options?: Pick<StorageFaultOptions, 'write'> & { readonly on?: StorageOperation }): void
  /** No more faults; what hung and was not given up is done now. */
  recover(): void
  /** Every operation takes a random time between these, so that tabs interleave anew with every seed. */
  delay(leastMs: number, mostMs: number): void
  /** All databases are gone, as after eviction or "clear site data". */
  wipe(): void
  /** Puts a record on the disk behind everybody's back. */
  plant(database: string, key: string, record: unknown): void
  /** A copy of everything on the disk: by database, by key, the record. */
  dump(): Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What the tabs of one world share of storage. */
export interface FakeStorageDevice {
  readonly control: FakeStorage
  forTab(gate: TabGate): RecordStorage
}

export function createFakeStorage(timers: Timers, random: Random): FakeStorageDevice {
  const files = createDatabaseFiles()
  const faults = createStorageFaults()
  const hung = new Set<() => void>()
  let delayRangeMs: readonly [number, number] = [0, 0]
  const runLater = (gate: TabGate, task: () => void): void => {
    const [leastMs, mostMs] = delayRangeMs
    if (mostMs === 0) gate.passSoon(task)
    else timers.start(leastMs + random() * (mostMs - leastMs), () => gate.pass(task))
  }
  const control: FakeStorage = {
    failNext: (kind, options = {}) => faults.add({ kind, silent: false }, options),
    hang: options =>
      faults.add({ kind: 'hung', silent: true }, { ...options, times: Number.POSITIVE_INFINITY }),
    recover: () => {
      faults.clear()
      const resumed = [...hung]
      hung.clear()
      for (const resume of resumed) resume()
    },
    delay: (leastMs, mostMs) => {
      delayRangeMs = [leastMs, mostMs]
    },
    wipe: files.wipe,
    plant: (database, key, record) => files.put(database, [[key, record]]),
    dump: files.dump,
  }
  const forTab = (gate: TabGate): RecordStorage => {
    const device = { faults, hung, later: (task: () => void) => runLater(gate, task) }
    const writing = (write: () => void): void => {
      const fault = faults.take('write')
      if (fault === undefined) write()
      else strike(fault, write)
    }
    return tabStorage({ files, writing }, operation => runStorageOperation(device, operation))
  }
  return { control, forTab }
}

type RunOperation = <T>(operation: PendingOperation<T>) => Promise<T>

interface Disk {
  readonly files: DatabaseFiles
  /** Puts records, or fails to. */
  writing(write: () => void): void
}

function tabStorage(disk: Disk, run: RunOperation): RecordStorage {
  const { files } = disk
  const open = (name: string): RecordDatabase => ({
    read: (keys, signal) => run({ kind: 'read', signal, perform: () => files.read(name, keys) }),
    keys: signal => run({ kind: 'read', signal, perform: () => files.keys(name) }),
    transact: (keys, decide, signal) =>
      run({
        kind: 'transact',
        signal,
        perform: () => writeDecision(disk, name, decide(files.read(name, keys))),
      }),
    destroy: signal => run({ kind: 'destroy', signal, perform: () => files.remove(name) }),
    close: () => {},
  })
  return { open }
}

function writeDecision<T>({ files, writing }: Disk, name: string, decision: RecordDecision<T>): T {
  if (decision.write === 'nothing') return decision.result
  const { write, entries, result } = decision
  const carryOut = (): void => {
    if (write === 'replace-all') files.remove(name)
    files.put(name, entries)
  }
  if (entries.some(([, record]) => record !== undefined)) writing(carryOut)
  else carryOut()
  return result
}
