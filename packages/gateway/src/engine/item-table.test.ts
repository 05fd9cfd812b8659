import { expect, it } from 'vitest'
import { createVirtualTime } from '../../test-support/virtual-time.js'
import { createItemTable } from './item-table.js'

it('sweeps what is over and nothing else', () => {
  const time = createVirtualTime()
  const items = createItemTable(time.clock.monotonicMs)
  for (const [key, ttlMs] of [
    ['short', 1_000],
    ['long', 2_000],
  ] as const) {
    items.write({ cache: 'c', key: Buffer.from(key) }, new Uint8Array(), ttlMs)
  }
  time.advance(1_000)
  items.sweep()
  expect(items.size).toBe(1)
})
