import { describe, expect, it } from 'vitest'
import { entryIn, live, profiles, signedOut, stateWith } from '../../test-support/session-samples.js'
import { createSnapshots } from './snapshots.js'

describe('a snapshot', () => {
  it('is the same object for the same state, and another for another', () => {
    const snapshots = createSnapshots()
    const entry = entryIn(live())
    expect(snapshots.scope(entry)).toBe(snapshots.scope(entry))
    expect(snapshots.scope(entryIn(live()))).not.toBe(snapshots.scope(entry))
    expect(snapshots.session(stateWith(entry))).toBe(snapshots.session(stateWith(entry)))
  })

  it('of a scope is the same while only what nobody sees of it changes', () => {
    const snapshots = createSnapshots()
    const phase = live()
    const before = snapshots.scope(entryIn(phase, { requestCount: 1 }))
    expect(snapshots.scope(entryIn(phase, { requestCount: 2 }))).toBe(before)
  })

  it('of the session is the same whatever its scopes do, and another for another session or clock', () => {
    const snapshots = createSnapshots()
    const before = snapshots.session(stateWith(undefined))
    expect(snapshots.session(stateWith(entryIn(live()), { demand: 'none' }))).toBe(before)
    const skewed = snapshots.session(stateWith(undefined, { skewMs: 7_000 }))
    expect(skewed).toMatchObject({ skewMs: 7_000 })
    expect(snapshots.session(stateWith(undefined, { session: signedOut, skewMs: 7_000 }))).toEqual(signedOut)
  })

  it('of two scopes is not the same where they got more or less than they asked for', () => {
    const snapshots = createSnapshots()
    const asked = snapshots.scope(entryIn(live(), { scope: profiles, granted: profiles }))
    const other = snapshots.scope(entryIn(live(), { scope: profiles }))
    expect([asked, other]).toMatchObject([{ grant: 'as-asked' }, { grant: 'unknown' }])
  })

  it('of a scope never asked for is idle, and always the same', () => {
    const snapshots = createSnapshots()
    expect(snapshots.scope(undefined)).toEqual({ status: 'idle' })
    expect(snapshots.scope(undefined)).toBe(snapshots.scope(undefined))
  })
})
