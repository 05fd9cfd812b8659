import { describe, expect, it } from 'vitest'
import { createHeldLocks } from './held-locks.js'

describe('the locks a tab holds', () => {
  it('are let go of one by one, each once', () => {
    const released: string[] = []
    const held = createHeldLocks()
    const release = held.hold(() => released.push('a'))
    held.hold(() => released.push('b'))
    release()
    release()
    expect(released).toEqual(['a'])
  })

  it('are let go of all together, and not again by whoever held them', () => {
    const released: string[] = []
    const held = createHeldLocks()
    const release = held.hold(() => released.push('a'))
    held.hold(() => released.push('b'))
    held.releaseAll()
    held.releaseAll()
    release()
    expect(released).toEqual(['a', 'b'])
  })
})
