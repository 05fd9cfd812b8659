import { describe, expect, it } from 'vitest'
import { live, signedIn } from '../../test-support/session-samples.js'
import { createSnapshots } from './snapshots.js'

describe('a snapshot', () => {
  it('is the same object for the same state, and another for another', () => {
    const snapshots = createSnapshots()
    const phase = live()
    expect(snapshots.scope(phase)).toBe(snapshots.scope(phase))
    expect(snapshots.scope(live())).not.toBe(snapshots.scope(phase))
    expect(snapshots.session(signedIn)).toBe(snapshots.session(signedIn))
  })

  it('of a scope never asked for is idle, and always the same', () => {
    const snapshots = createSnapshots()
    expect(snapshots.scope(undefined)).toEqual({ status: 'idle' })
    expect(snapshots.scope(undefined)).toBe(snapshots.scope(undefined))
  })
})
