import { type RecordDatabase, type RecordEntry, type RecordStorage, StorageFailure } from '@hallpass/core'
import { assertSame, rejectionOf } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'
import { freshName } from './fresh-name.js'

/** Storage as two tabs see it: over the same data. */
export type MakeStorageTabs = () => readonly [RecordStorage, RecordStorage]

/** What every `RecordStorage` must do. */
export function storageContract(makeTabs: MakeStorageTabs): readonly ContractCase[] {
  return [...recordCases(makeTabs), ...transactionCases(makeTabs), ...endCases(makeTabs)]
}

const never = new AbortController().signal
const aborted = AbortSignal.abort()

function openTwice(makeTabs: MakeStorageTabs): readonly [RecordDatabase, RecordDatabase] {
  const name = freshName()
  const [first, second] = makeTabs()
  return [first.open(name), second.open(name)]
}

function put(database: RecordDatabase, ...entries: readonly RecordEntry[]): Promise<string> {
  return database.transact([], () => ({ result: 'put', write: 'put', entries }), never)
}

function recordCases(makeTabs: MakeStorageTabs): readonly ContractCase[] {
  return contractCases({
    'reads undefined where there is no record': async () => {
      const [database] = openTwice(makeTabs)
      assertSame(await database.read(['a', 'b'], never), [undefined, undefined])
      assertSame(await database.read([], never), [])
    },
    'shows a record to every tab': async () => {
      const [database, other] = openTwice(makeTabs)
      await put(database, ['a', { list: [1, 'two', null, true], deep: { n: 0.5 } }])
      const expected = [{ list: [1, 'two', null, true], deep: { n: 0.5 } }]
      assertSame(await database.read(['a'], never), expected)
      assertSame(await other.read(['a'], never), expected)
    },
    'reads in the order asked for': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1], ['b', 2])
      assertSame(await database.read(['b', 'a', 'none', 'b'], never), [2, 1, undefined, 2])
    },
    'leaves the records it does not put': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1], ['b', 2])
      await put(database, ['b', 3])
      assertSame(await database.read(['a', 'b'], never), [1, 3])
    },
    'deletes a record by undefined': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1], ['b', 2])
      await put(database, ['a', undefined])
      assertSame(await database.read(['a', 'b'], never), [undefined, 2])
    },
    'replaces all records': async () => {
      const [database, other] = openTwice(makeTabs)
      await put(database, ['a', 1], ['b', 2])
      await other.transact(
        [],
        () => ({ result: undefined, write: 'replace-all', entries: [['b', 3]] }),
        never,
      )
      assertSame(await database.read(['a', 'b'], never), [undefined, 3])
    },
    'shares no memory with its callers': async () => {
      const [database] = openTwice(makeTabs)
      const record = { n: 1 }
      await put(database, ['a', record])
      record.n = 2
      const [read] = await database.read(['a'], never)
      if (typeof read === 'object' && read !== null) Object.assign(read, { n: 3 })
      assertSame(await database.read(['a'], never), [{ n: 1 }])
    },
    'lists the keys of what is there': async () => {
      const [database, other] = openTwice(makeTabs)
      assertSame(await database.keys(never), [])
      await put(database, ['b', 1], ['a', 2], ['c', 3])
      await put(database, ['c', undefined])
      assertSame([...(await other.keys(never))].sort(), ['a', 'b'])
    },
    'keeps databases apart': async () => {
      const [database] = openTwice(makeTabs)
      const [stranger] = openTwice(makeTabs)
      await put(database, ['a', 1])
      assertSame(await stranger.read(['a'], never), [undefined])
    },
  })
}

function transactionCases(makeTabs: MakeStorageTabs): readonly ContractCase[] {
  return contractCases({
    'hands the records asked for to decide and resolves with its result': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1], ['b', 2])
      const result = await database.transact(
        ['b', 'none', 'a'],
        records => ({ result: records, write: 'nothing' }),
        never,
      )
      assertSame(result, [2, undefined, 1])
    },
    'writes nothing when so decided': async () => {
      const [database, other] = openTwice(makeTabs)
      await put(database, ['a', 1])
      await database.transact(['a'], () => ({ result: undefined, write: 'nothing' }), never)
      assertSame(await other.read(['a'], never), [1])
    },
    'rejects with what decide threw, and writes nothing': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1])
      const thrown = new Error('undecided')
      const rejection = await rejectionOf(
        database.transact(
          ['a'],
          () => {
            throw thrown
          },
          never,
        ),
      )
      assertSame(rejection === thrown, true)
      assertSame(await database.read(['a'], never), [1])
    },
    'loses no update of two tabs': async () => {
      const tabs = openTwice(makeTabs)
      const increment = (database: RecordDatabase): Promise<number> =>
        database.transact(
          ['n'],
          ([n]) => putNext(typeof n === 'number' ? n + 1 : 1),
          new AbortController().signal,
        )
      await Promise.all(Array.from({ length: 100 }, (_, turn) => increment(tabs[turn % 2 === 0 ? 0 : 1])))
      assertSame(await tabs[0].read(['n'], never), [100])
    },
  })
}

function putNext(n: number): { result: number; write: 'put'; entries: readonly RecordEntry[] } {
  return { result: n, write: 'put', entries: [['n', n]] }
}

function endCases(makeTabs: MakeStorageTabs): readonly ContractCase[] {
  return contractCases({
    'destroys a database that other tabs have open, and starts anew': async () => {
      const [database, other] = openTwice(makeTabs)
      await put(database, ['a', 1])
      await other.read(['a'], never)
      await database.destroy(never)
      assertSame(await other.read(['a'], never), [undefined])
      await put(database, ['a', 2])
      assertSame(await other.read(['a'], never), [2])
    },
    'opens again after it was closed': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['a', 1])
      database.close()
      database.close()
      assertSame(await database.read(['a'], never), [1])
    },
    'does nothing under a signal that has aborted': async () => {
      const [database] = openTwice(makeTabs)
      await put(database, ['n', 1])
      const rejections = [
        await rejectionOf(database.read(['n'], aborted)),
        await rejectionOf(database.keys(aborted)),
        await rejectionOf(database.transact(['n'], () => putNext(2), aborted)),
        await rejectionOf(database.destroy(aborted)),
      ]
      assertSame(
        rejections.map(error => error instanceof StorageFailure && error.kind),
        ['hung', 'hung', 'hung', 'hung'],
      )
      assertSame(await database.read(['n'], never), [1])
    },
  })
}
