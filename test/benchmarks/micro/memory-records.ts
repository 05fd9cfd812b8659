import type { DefinedScope, RecordDatabase, RecordStorage } from '@hallpass/core'
import { sampleLifetimeSec, sampleToken } from '../sample-token.js'

/**
 * Storage that already holds a live token for each scope, so that a store comes by ten thousand of them without ten
 * thousand requests. Records of another shape than today's would be taken for none: the store then asks its source.
 */
export function recordsWithTokens(scopes: readonly DefinedScope[]): RecordStorage {
  const token = {
    ...{ epoch: 1, generation: 1, secret: sampleToken },
    ...{ issuedAt: Date.now(), lifetimeMs: sampleLifetimeSec * 1000 },
  }
  const records = new Map<string, unknown>(scopes.map(scope => [`token:${scope.key}`, token]))
  records.set('session', { epoch: 1 })
  return { open: () => memoryDatabase(records) }
}

function memoryDatabase(records: Map<string, unknown>): RecordDatabase {
  const read = (keys: readonly string[]) => keys.map(key => records.get(key))
  return {
    read: async keys => read(keys),
    transact: async (keys, decide) => {
      const decision = decide(read(keys))
      if (decision.write === 'replace-all') records.clear()
      if (decision.write !== 'nothing') for (const [key, record] of decision.entries) records.set(key, record)
      return decision.result
    },
    keys: async () => [...records.keys()].slice(0, 100),
    destroy: async () => records.clear(),
    close: () => {},
  }
}
