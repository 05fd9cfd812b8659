import {
  browserEnvironment,
  createTokenStore,
  type DefinedScope,
  defineScope,
  type TokenStore,
} from '@hallpass/core'
import { sampleLifetimeSec, sampleToken } from '../sample-token.js'
import { type CountedEnvironment, countedEnvironment } from './counted-environment.js'
import { recordsWithTokens } from './memory-records.js'

/** A store that holds a live token for each of so many scopes. */
export interface CrowdedStore {
  readonly tokens: TokenStore
  readonly outside: CountedEnvironment
  /** How long it took to get them all from storage that answers at once, one after another. */
  readonly filledInMs: number
  /** The scopes in an order that jumps about in memory, by name and as defined. */
  nextName(): string
  nextScope(): DefinedScope
}

export async function crowdedStore(scopeCount: number): Promise<CrowdedStore> {
  const names = Array.from({ length: scopeCount }, (_, index) => `room-${index}`)
  const defined = names.map(roomScope)
  const outside = countedEnvironment({ ...browserEnvironment(), storage: recordsWithTokens(defined) })
  const tokens = createTokenStore({
    id: `benchmark-${scopeCount}`,
    source: async () => ({
      ...{ access_token: sampleToken, token_type: 'Bearer', expires_in: sampleLifetimeSec },
    }),
    scopes: Object.fromEntries(names.map((name, index) => [name, defined[index] as DefinedScope])),
    policy: { requestsPerMinute: Number.MAX_SAFE_INTEGER },
    environment: outside.environment,
  })
  const startedAt = performance.now()
  for (const name of names) await tokens.getToken(name)
  const filledInMs = performance.now() - startedAt
  return { tokens, outside, filledInMs, nextName: inJumps(names), nextScope: inJumps(defined) }
}

function roomScope(name: string): DefinedScope {
  return defineScope({ permissions: [{ role: 'subscribeonly', cache: 'chat', topic: name }] })
}

/** A prime that divides no count of scopes here, so that each is visited before the first comes again. */
const stride = 7919

function inJumps<T>(values: readonly T[]): () => T {
  let index = 0
  return () => {
    index = (index + stride) % values.length
    return values[index] as T
  }
}
