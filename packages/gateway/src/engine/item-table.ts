import { itemKey } from './address-key.js'
import type { ItemAddress } from './engine.js'

/** Cache items in memory, each until its life is over. Times are by the monotonic clock. */
export interface ItemTable {
  read(item: ItemAddress): Uint8Array | undefined
  write(item: ItemAddress, value: Uint8Array, ttlMs: number): void
  remove(item: ItemAddress): void
  /** Drops items nobody asked for again after they ended. */
  sweep(): void
  readonly size: number
}

interface Item {
  readonly value: Uint8Array
  readonly endsAtMs: number
}

/** An empty table. */
export function createItemTable(monotonicMs: () => number): ItemTable {
  const items = new Map<string, Item>()
  const isOver = (item: Item) => item.endsAtMs <= monotonicMs()
  return {
    read: address => {
      const item = items.get(itemKey(address))
      return item === undefined || isOver(item) ? undefined : item.value
    },
    write: (address, value, ttlMs) => {
      items.set(itemKey(address), { value, endsAtMs: monotonicMs() + ttlMs })
    },
    remove: address => {
      items.delete(itemKey(address))
    },
    sweep: () => {
      for (const [key, item] of items) if (isOver(item)) items.delete(key)
    },
    get size() {
      return items.size
    },
  }
}
