import { hashName } from '../bytes/hash-name.js'
import type { Environment } from '../environment/environment.js'
import type { StreamPool } from '../transport/transport.js'
import { createSlotPool, type SlotNews, type SlotPool } from './slot-pool.js'

/** Who may poll now. Browsers allow few connections a host, for all tabs together. */
export interface StreamSlots {
  /** Keeps the pools open until what it returns is called. */
  use(): () => void
  /** Waits for a slot of `pool` and holds it until `signal` aborts. No pool is a pool without end. */
  take(pool: StreamPool | undefined, signal: AbortSignal, tell: (news: SlotNews) => void): void
}

/** Slots named `<id>:poll:<hash of the origin>:<n>`. */
export function createStreamSlots(id: string, environment: Environment): StreamSlots {
  const pools = new Map<string, SlotPool>()
  let users = 0
  const poolFor = ({ origin, size }: StreamPool): SlotPool => {
    const name = `${id}:poll:${hashName(origin)}`
    const pool = pools.get(name) ?? createSlotPool(name, size, environment)
    pools.set(name, pool)
    return pool
  }
  return {
    use: () => {
      users++
      return () => {
        if (--users > 0) return
        for (const pool of pools.values()) pool.close()
        pools.clear()
      }
    },
    take: (pool, signal, tell) => {
      if (pool === undefined) tell({ type: 'slot-granted', turnMs: Number.POSITIVE_INFINITY })
      else void poolFor(pool).take(signal, tell)
    },
  }
}
