import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  momentAfter,
  pauseUntil,
  profiles,
  START_AT,
  signedIn,
  tokenRecord,
  trafficWith,
} from '../../test-support/session-samples.js'
import { type ClaimRequest, decideClaim } from './decide-claim.js'
import { SESSION_KEY } from './records.js'

const session = { epoch: EPOCH, signedInAt: 1, subject: 'ada' }
const budget = { requestsPerMinute: 5, requestsPerMinutePerScope: 3 }
const counted = (traffic: object) => ({ ...session, traffic: { ...trafficWith(), ...traffic } })

function claim(stored: unknown, token: unknown, changes: Partial<ClaimRequest> = {}) {
  const moment = momentAfter(10_000)
  const asked = { scopeKey: '', epoch: EPOCH, generation: 2, subject: 'ada', networkBackAt: 0 }
  return decideClaim(
    [stored, token],
    { ...asked, ...{ budget, maxLifetimeMs: 3_600_000, mark: undefined, moment }, ...changes },
    true,
  )
}

describe('a tab about to ask for a token', () => {
  it.each([
    ['there is none', undefined, 2],
    ['there is only the one it has', tokenRecord({ generation: 2 }), 2],
    ['there is an older one', tokenRecord({ generation: 1 }), 2],
    ['the newer one is to be renewed itself', tokenRecord({ issuedAt: momentAfter(-25_000).at }), 3],
    ['the newer one is over', tokenRecord({ issuedAt: momentAfter(-90_000).at }), 3],
    ['the newer one cannot be read', { epoch: EPOCH, generation: 9 }, 9],
    ['the newer one is of another epoch', tokenRecord({ epoch: EPOCH - 1, generation: 9 }), 2],
    ['there is no telling what it is', 'token', 2],
  ])('goes on when %s', (_, token, generation) => {
    expect(claim(session, token)).toEqual({
      write: 'put',
      entries: [[SESSION_KEY, counted({ requests: { '': 1 } })]],
      result: { kind: 'proceed', generation, attempts: 0, signInCount: 0 },
    })
  })

  it('takes the newer token that another tab has brought', () => {
    const record = tokenRecord({ generation: 3 })
    expect(claim(session, record)).toEqual({ write: 'nothing', result: { kind: 'adopted', record } })
  })

  it.each([
    [
      'somebody else signed in',
      { ...session, epoch: EPOCH + 1 },
      undefined,
      { ...signedIn, epoch: EPOCH + 1 },
    ],
    [
      'there is a tombstone',
      { ...session, signedOutAt: 2 },
      undefined,
      { status: 'signed-out', epoch: EPOCH },
    ],
    [
      'there is a later tombstone',
      { epoch: EPOCH + 3, signedOutAt: 2 },
      undefined,
      { status: 'signed-out', epoch: EPOCH + 3 },
    ],
    ['its epoch is marked void', session, EPOCH, { status: 'signed-out', epoch: EPOCH }],
    [
      'everything was deleted behind a mark',
      undefined,
      EPOCH + 1,
      { status: 'signed-out', epoch: EPOCH + 1 },
    ],
  ])('gives up when %s', (_, stored, mark, view) => {
    const decision = claim(stored, tokenRecord(), { mark })
    expect(decision).toEqual({ write: 'nothing', result: { kind: 'epoch-lost', view } })
  })

  it.each([
    ['was wiped', undefined],
    ['cannot be read', { epoch: 'seven' }],
  ])('begins afresh when storage %s: absent is not the same', (_, stored) => {
    const decision = claim(stored, tokenRecord({ epoch: EPOCH - 1, generation: 9 }))
    const epoch = START_AT / 1_000 + 10
    expect(decision).toMatchObject({
      write: 'put',
      entries: [[SESSION_KEY, { epoch }]],
      result: { kind: 'epoch-lost', view: { epoch } },
    })
  })

  it('writes its epoch and subject down, and nothing older, when storage was left behind', () => {
    const stored = { ...session, epoch: EPOCH - 1 }
    const decision = claim(stored, tokenRecord({ epoch: EPOCH - 1, generation: 9 }), { subject: 'eve' })
    expect(decision).toMatchObject({
      write: 'replace-all',
      entries: [[SESSION_KEY, { epoch: EPOCH, signedInAt: START_AT + 10_000, subject: 'eve' }]],
      result: { kind: 'proceed', generation: 2 },
    })
  })

  it('keeps count of what was asked in the epoch left behind, too', () => {
    const stored = { ...counted({ requests: { '': 2 } }), epoch: 1 }
    expect(claim(stored, undefined)).toMatchObject({
      entries: [[SESSION_KEY, { epoch: EPOCH, traffic: { requests: { '': 3 } } }]],
    })
  })
})

describe('a tab that still needs a token, by what all tabs did', () => {
  const paused = counted({ pauses: { '': pauseUntil(30_000) } })

  it.each([
    ['first', {}, { '': 1 }],
    ['next', { '': 2, other: 2 }, { '': 3, other: 2 }],
  ])('counts its %s request of the minute, before it is made', (_, requests, after) => {
    expect(claim(counted({ requests }), undefined)).toMatchObject({
      entries: [[SESSION_KEY, counted({ requests: after })]],
      result: { kind: 'proceed' },
    })
  })

  it('counts the request under its own scope', () => {
    expect(claim(session, undefined, { scopeKey: profiles.key })).toMatchObject({
      entries: [[SESSION_KEY, counted({ requests: { [profiles.key]: 1 } })]],
    })
  })

  it.each([
    ['its scope', { '': 3 }],
    ['the profile', { '': 1, other: 4 }],
  ])('is held up when the budget of %s is spent, and writes nothing', (_, requests) => {
    const retryAt = START_AT + 60_000
    const pause = { cause: 'budget', retryAt, attempts: 0, since: START_AT + 10_000 }
    expect(claim(counted({ requests }), undefined)).toEqual({
      write: 'nothing',
      result: { kind: 'held-up', pause },
    })
  })

  it('is held up by the failure of another tab', () => {
    expect(claim(paused, undefined)).toEqual({
      write: 'nothing',
      result: { kind: 'held-up', pause: pauseUntil(30_000) },
    })
  })

  it('is not held up by it when the network came back since, and knows of the failures before', () => {
    const decision = claim(paused, undefined, { networkBackAt: START_AT + 1 })
    expect(decision.result).toEqual({ kind: 'proceed', generation: 2, attempts: 2, signInCount: 0 })
  })

  it('takes a token that is there rather than be held up', () => {
    const record = tokenRecord({ generation: 3 })
    expect(claim(paused, record).result).toEqual({ kind: 'adopted', record })
  })

  it('learns of a sign-out rather than be held up', () => {
    expect(claim({ ...paused, signedOutAt: 2 }, undefined).result).toMatchObject({ kind: 'epoch-lost' })
  })

  it('forgets no word of who is signed in by writing the count', () => {
    const stored = { ...session, subject: 'eve', signedInAt: 9 }
    const decision = claim(stored, undefined, { subject: 'ada' })
    expect(decision).toMatchObject({ entries: [[SESSION_KEY, stored]] })
  })
})
