import { describe, expect, it } from 'vitest'
import { EPOCH, pauseUntil, START_AT, signedIn, trafficWith } from '../../test-support/session-samples.js'
import { decideBegin, decideEnd, decideSignIn, decideSignOut, type SessionBasis } from './decide-session.js'
import { SESSION_KEY } from './records.js'

const NOW_SEC = START_AT / 1_000
const session = { epoch: EPOCH, signedInAt: 1, subject: 'ada' }
const later = { ...session, epoch: NOW_SEC + 50 }
const tombstone = { epoch: EPOCH, signedOutAt: 1 }

function basis(stored: unknown, changes: Partial<SessionBasis> = {}): SessionBasis {
  return { stored, mark: undefined, epoch: 0, at: START_AT + 999, ...changes }
}

const putting = (record: object) => ({ write: 'put', entries: [[SESSION_KEY, record]] })
const replacing = (record: object) => ({ write: 'replace-all', entries: [[SESSION_KEY, record]] })

describe('a session begins', () => {
  it.each([
    ['with the second it begins in', basis(undefined), NOW_SEC],
    ['above the epoch this tab is in, after a wipe', basis(undefined, { epoch: NOW_SEC + 9 }), NOW_SEC + 10],
    ['with one at least, by whatever clock', basis(undefined, { at: -5 }), 1],
    ['anew over what cannot be read', basis({ epoch: 'seven' }), NOW_SEC],
  ])('%s, as that of a visitor', (_, from, epoch) => {
    const decision = decideBegin(from, true)
    expect(decision).toMatchObject({
      ...putting({ epoch }),
      result: { status: 'active', epoch, standing: 'visitor' },
    })
  })

  it('below every epoch of storage, where only memory will know of it', () => {
    expect(decideBegin(basis(undefined), false).result.epoch).toBe(1)
  })

  it.each([
    ['somebody signed in', basis(session)],
    ['a tombstone', basis(tombstone)],
    ['a mark', basis(undefined, { mark: 3 })],
  ])('not where there is one already: %s', (_, from) => {
    expect(decideBegin(from, true).write).toBe('nothing')
  })
})

describe('signing in as who is signed in changes nothing but how often that was', () => {
  it.each([
    ['for the same subject', 'ada', basis(session, { epoch: EPOCH })],
    ['without a subject, when somebody is signed in', undefined, basis(session, { epoch: EPOCH })],
    ['in a tab that has read nothing yet', 'ada', basis(session)],
  ])('%s', (_, subject, from) => {
    expect(decideSignIn(from, subject)).toMatchObject({
      ...putting({ ...session, signInCount: 1 }),
      result: signedIn,
    })
  })

  it('time after time', () => {
    const again = decideSignIn(basis({ ...session, signInCount: 3 }), 'ada')
    expect(again).toMatchObject(putting({ signInCount: 4 }))
  })
})

describe('signing in begins a new epoch without the tokens of the old', () => {
  it.each([
    ['for another subject', 'bob', basis(session), NOW_SEC + 1],
    ['for a subject where none was known', 'ada', basis({ ...session, subject: undefined }), NOW_SEC + 1],
    ['after a tombstone', 'ada', basis(tombstone), NOW_SEC + 1],
    ['after a tombstone, without a subject', undefined, basis(tombstone), NOW_SEC + 1],
    ['behind a mark', 'ada', basis(session, { mark: EPOCH }), NOW_SEC + 1],
    ['for a visitor', undefined, basis({ epoch: EPOCH }), NOW_SEC + 1],
    ['above every epoch in storage', 'bob', basis(later), later.epoch + 1],
    ['above every epoch of this tab', 'ada', basis(session, { epoch: later.epoch }), later.epoch + 1],
    ['above every mark', 'ada', basis(session, { mark: later.epoch }), later.epoch + 1],
  ])('%s', (_, subject, from, epoch) => {
    const decision = decideSignIn(from, subject)
    expect(decision).toMatchObject(replacing({ epoch, signedInAt: START_AT + 999, subject }))
    expect(decision.result).toEqual({ status: 'active', epoch, subject, standing: 'signed-in' })
  })
})

describe('signing out leaves a tombstone and no token', () => {
  it.each([
    ['of a session', basis(session), NOW_SEC + 1],
    ['of a later one', basis(later), later.epoch + 1],
    ['where there is nothing', basis(undefined), NOW_SEC + 1],
    ['where this tab is further on', basis(session, { epoch: later.epoch }), later.epoch + 1],
    ['where there is one already', basis(tombstone), NOW_SEC + 1],
    ['behind a mark', basis(undefined, { mark: later.epoch }), later.epoch + 1],
  ])('%s', (_, from, epoch) => {
    const decision = decideSignOut(from)
    expect(decision).toMatchObject(replacing({ epoch, signedOutAt: START_AT + 999 }))
    expect(decision.result).toEqual({ status: 'signed-out', epoch })
  })
})

describe('the end of a session by its backend', () => {
  it('is a tombstone', () => {
    expect(decideEnd(basis(session, { epoch: EPOCH }))).toMatchObject(replacing({ epoch: NOW_SEC + 1 }))
  })

  it.each([
    ['another epoch has begun since', basis({ ...session, epoch: EPOCH + 1 }, { epoch: EPOCH })],
    ['it was signed out anyway', basis(tombstone, { epoch: EPOCH })],
  ])('is nothing to write down when %s', (_, from) => {
    expect(decideEnd(from).write).toBe('nothing')
  })
})

describe('what was asked of the backend', () => {
  const requests = { '': 7, other: 2 }
  const throttledUntil = START_AT + 90_000
  const denied = pauseUntil(60_000, { cause: 'denied', attempts: 0 })
  const pauses = { '': denied, other: pauseUntil(9_000) }
  const traffic = trafficWith({ requests, throttledUntil, pauses })
  const busy = { ...session, traffic }
  const afresh = { ...traffic, pauses: {} }

  it.each([
    ['another subject', decideSignIn(basis(busy), 'bob')],
    ['a sign-in behind a mark', decideSignIn(basis(busy, { mark: EPOCH }), 'ada')],
    ['a sign-out', decideSignOut(basis(busy))],
    ['the end by the backend', decideEnd(basis(busy, { epoch: EPOCH }))],
  ])('is not forgotten over %s; what failed for the former epoch is', (_, decision) => {
    expect(decision).toMatchObject(replacing({ traffic: afresh }))
    expect(JSON.stringify(decision)).not.toContain('"cause"')
  })

  it('outlives a sign-out and the sign-in after it', () => {
    const { write, ...out } = decideSignOut(basis(busy))
    const [[, tombstoned] = []] = write === 'replace-all' && 'entries' in out ? out.entries : []
    expect(decideSignIn(basis(tombstoned), 'ada')).toMatchObject(replacing({ traffic: afresh }))
  })

  it('is asked again at the sign-in of the same subject where it was denied, and only there', () => {
    expect(decideSignIn(basis(busy), 'ada')).toEqual({
      ...putting({ ...busy, signInCount: 1, traffic: { ...traffic, pauses: { other: pauses.other } } }),
      result: signedIn,
    })
  })

  it.each([
    ['nothing waits', trafficWith()],
    ['what waits was not denied', trafficWith({ pauses: { other: pauses.other } })],
    ['nothing was ever asked', undefined],
  ])('is left as it is by the sign-in of the same subject where %s', (_, before) => {
    const decision = decideSignIn(basis({ ...session, traffic: before }), undefined)
    expect(decision).toMatchObject(putting({ traffic: { pauses: before?.pauses ?? {} } }))
  })

  it('is nothing where it cannot be read', () => {
    const decision = decideSignOut(basis({ ...session, traffic: 'heavy' }))
    expect(decision).toEqual({
      ...replacing({ epoch: NOW_SEC + 1, signedOutAt: START_AT + 999, traffic: undefined }),
      result: { status: 'signed-out', epoch: NOW_SEC + 1 },
    })
  })
})
