import { expect, it } from 'vitest'
import type { RecordDecision } from '../storage.js'
import { memoryStorage } from './memory-storage.js'

const never = new AbortController().signal

function putting(record: unknown): () => RecordDecision<string> {
  return () => ({ result: 'put', write: 'put', entries: [['a', record]] })
}

it('shares its records with whoever shares it, and with nobody else', async () => {
  const storage = memoryStorage()
  await storage.open('db').transact([], putting(1), never)
  expect(await storage.open('db').read(['a'], never)).toEqual([1])
  expect(await memoryStorage().open('db').read(['a'], never)).toEqual([undefined])
})

it('shares no memory with its callers', async () => {
  const database = memoryStorage().open('db')
  const record = { n: 1 }
  await database.transact([], putting(record), never)
  record.n = 2
  Object.assign((await database.read(['a'], never))[0] ?? {}, { n: 3 })
  expect(await database.read(['a'], never)).toEqual([{ n: 1 }])
})

it('writes nothing when decide throws or the signal has aborted', async () => {
  const database = memoryStorage().open('db')
  const undecided = (): never => {
    throw new RangeError('undecided')
  }
  await expect(database.transact([], undecided, never)).rejects.toThrow(RangeError)
  const aborted = AbortSignal.abort()
  await expect(database.transact([], putting(1), aborted)).rejects.toMatchObject({ kind: 'hung' })
  await expect(database.destroy(aborted)).rejects.toMatchObject({ kind: 'hung' })
  expect(await database.read(['a'], never)).toEqual([undefined])
})

it('deletes by undefined, replaces all, and destroys', async () => {
  const database = memoryStorage().open('db')
  await database.transact([], putting(1), never)
  await database.transact([], putting(undefined), never)
  expect(await database.read(['a'], never)).toEqual([undefined])
  await database.transact([], putting(1), never)
  const replacing = (): RecordDecision<string> => ({
    result: 'put',
    write: 'replace-all',
    entries: [['b', 2]],
  })
  await database.transact([], replacing, never)
  expect(await database.read(['a', 'b'], never)).toEqual([undefined, 2])
  await database.destroy(never)
  expect(await database.read(['b'], never)).toEqual([undefined])
})
