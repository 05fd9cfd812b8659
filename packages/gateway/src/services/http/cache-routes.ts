import type { ItemAddress } from '../../engine/engine.js'
import { noContent } from './answer.js'
import { parseKey, parseTtlMs } from './cache-parameters.js'
import type { Query } from './query.js'
import { accept, answerFromRefusal, type Checked, itemNotFound } from './refusal.js'
import type { Route } from './route.js'

/** The largest item, in bytes: Momento's limit. */
export const maxItemBytes: number = 5 * 1024 * 1024

const path = ['cache', '{cache}'] as const

const readItem: Route = {
  name: 'read-item',
  method: 'GET',
  path,
  prepare: (names, query) => {
    const item = parseItem(names, query)
    if (!item.ok) return item
    return accept({
      operation: { kind: 'read', ...item.value },
      run: async (_call, { engine }) => {
        const value = await engine.readItem(item.value)
        if (value === undefined) return answerFromRefusal(itemNotFound)
        return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: value }
      },
    })
  },
}

const writeItem: Route = {
  name: 'write-item',
  method: 'PUT',
  path,
  prepare: (names, query) => {
    const item = parseItem(names, query)
    if (!item.ok) return item
    const ttlMs = parseTtlMs(query)
    if (!ttlMs.ok) return ttlMs
    return accept({
      operation: { kind: 'write', ...item.value },
      maxBodyBytes: maxItemBytes,
      run: async ({ body }, { engine }) => {
        await engine.writeItem(item.value, body, ttlMs.value)
        return noContent
      },
    })
  },
}

const deleteItem: Route = {
  name: 'delete-item',
  method: 'DELETE',
  path,
  prepare: (names, query) => {
    const item = parseItem(names, query)
    if (!item.ok) return item
    return accept({
      operation: { kind: 'write', ...item.value },
      run: async (_call, { engine }) => {
        await engine.deleteItem(item.value)
        return noContent
      },
    })
  },
}

/** Cache items: read, write, delete. */
export const cacheRoutes: readonly Route[] = [readItem, writeItem, deleteItem]

function parseItem([cache = '']: readonly string[], query: Query): Checked<ItemAddress> {
  const key = parseKey(query)
  return key.ok ? accept({ cache, key: key.value }) : key
}
