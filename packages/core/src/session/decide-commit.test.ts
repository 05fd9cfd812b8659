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
import { type CommitRequest, decideCommit } from './decide-commit.js'
import { SESSION_KEY } from './records.js'

const session = { epoch: EPOCH, signedInAt: 1, subject: 'ada' }
const visiting = { epoch: EPOCH }
const anonymous = { secret: 'secret-of-3', lifetimeMs: 60_000 }
const grant = { ...anonymous, subject: 'ada' }
const issued = tokenRecord({ subject: 'ada' })

function commit(stored: unknown, token: unknown, changes: Partial<CommitRequest> = {}) {
  const asked = { scopeKey: '', epoch: EPOCH, generation: 2, subject: undefined }
  const request = { ...asked, grant, issuedAt: START_AT, mark: undefined }
  return decideCommit([stored, token], { ...request, moment: momentAfter(1_000), ...changes }, true)
}

const sessionWritten = (decision: ReturnType<typeof commit>) =>
  decision.write === 'nothing' ? undefined : new Map(decision.entries).get(SESSION_KEY)

describe('an answer is stored', () => {
  it.each([
    ['where there is no token', undefined],
    ['over the token the claim started from', tokenRecord({ generation: 2, secret: 'secret-of-2' })],
    ['over a token of another epoch, whatever its number', tokenRecord({ epoch: EPOCH - 1, generation: 9 })],
    ['over what cannot be read', 'token'],
  ])('%s', (_, token) => {
    expect(commit(session, token)).toMatchObject({
      write: 'put',
      entries: [
        ['token:', issued],
        [SESSION_KEY, session],
      ],
      result: { kind: 'issued', record: issued, view: signedIn },
    })
  })

  it('with all that the answer said, under the key of its scope', () => {
    const details = { renewAfterMs: 9, granted: profiles, endpoint: 'cell-1.example' }
    const record = { ...issued, ...details }
    const decision = commit(session, undefined, { scopeKey: profiles.key, grant: { ...grant, ...details } })
    expect(decision).toMatchObject({
      entries: [
        [`token:${profiles.key}`, record],
        [SESSION_KEY, session],
      ],
      result: { kind: 'issued', record },
    })
  })

  it('with the time of the request, whatever the backend says of its own', () => {
    const decision = commit(session, undefined, { grant: { ...grant, issuedAt: 1 } })
    expect(decision.result).toMatchObject({ record: { issuedAt: START_AT } })
  })

  it.each([
    ['a visitor, and who it is', visiting, grant, { epoch: EPOCH, signedInAt: START_AT, subject: 'ada' }],
    [
      'a visitor, whoever it is',
      visiting,
      anonymous,
      { epoch: EPOCH, signedInAt: START_AT, subject: undefined },
    ],
    [
      'the name of somebody signed in',
      { ...visiting, signedInAt: 1 },
      grant,
      { epoch: EPOCH, signedInAt: 1, subject: 'ada' },
    ],
  ])('with news of the session: %s', (_, stored, answered, written) => {
    const decision = commit(stored, undefined, { grant: answered })
    expect(sessionWritten(decision)).toMatchObject(written)
  })

  it('and the failures of its scope are over, those of others are not', () => {
    const requests = { '': 3 }
    const pauses = { '': pauseUntil(9_000), other: pauseUntil(9_000) }
    const stored = { ...session, traffic: trafficWith({ requests, pauses }) }
    expect(sessionWritten(commit(stored, undefined))).toEqual({
      ...stored,
      traffic: trafficWith({ requests, pauses: { other: pauses.other } }),
    })
  })

  it('once: a commit whose outcome was not known finds its own token', () => {
    const stored = tokenRecord({ secret: grant.secret })
    expect(commit(session, stored)).toEqual({
      write: 'nothing',
      result: { kind: 'issued', record: stored, view: signedIn },
    })
  })
})

describe('an answer is dropped', () => {
  it('when the session record has gone: another is begun, without any token', () => {
    const epoch = START_AT / 1_000 + 1
    const decision = commit(undefined, undefined)
    expect(decision).toMatchObject({ write: 'put', result: { kind: 'epoch-lost', view: { epoch } } })
    expect(decision.write !== 'nothing' && decision.entries).toEqual([[SESSION_KEY, { epoch }]])
  })

  it.each([
    [
      'another epoch has begun',
      { ...session, epoch: EPOCH + 1 },
      undefined,
      { ...signedIn, epoch: EPOCH + 1 },
    ],
    [
      'an earlier epoch is there again',
      { ...session, epoch: EPOCH - 1 },
      undefined,
      { ...signedIn, epoch: EPOCH - 1 },
    ],
    [
      'there is a tombstone',
      { ...session, signedOutAt: 2 },
      undefined,
      { status: 'signed-out', epoch: EPOCH },
    ],
    ['its epoch is marked void', session, EPOCH, { status: 'signed-out', epoch: EPOCH }],
    ['a later epoch is marked void', session, EPOCH + 1, { status: 'signed-out', epoch: EPOCH + 1 }],
  ])('when %s', (_, stored, mark, view) => {
    const decision = commit(stored, undefined, { mark })
    expect(decision).toEqual({ write: 'nothing', result: { kind: 'epoch-lost', view } })
  })

  it('for a newer token of the same epoch', () => {
    const newer = tokenRecord({ generation: 3, secret: 'of another tab' })
    expect(commit(session, newer)).toEqual({ write: 'nothing', result: { kind: 'adopted', record: newer } })
  })

  it('where a newer token was stored that cannot be read', () => {
    const unreadable = { epoch: EPOCH, generation: 3 }
    expect(commit(session, unreadable)).toEqual({ write: 'nothing', result: { kind: 'superseded' } })
  })

  it('with everything of the old subject, when it is for another', () => {
    const decision = commit(session, tokenRecord({ generation: 2 }), { grant: { ...grant, subject: 'eve' } })
    expect(decision).toMatchObject({
      write: 'replace-all',
      entries: [[SESSION_KEY, { epoch: EPOCH + 1, subject: 'eve' }]],
      result: { kind: 'other-subject', view: { ...signedIn, epoch: EPOCH + 1, subject: 'eve' } },
    })
    expect(JSON.stringify(decision)).not.toContain(grant.secret)
  })

  it('for another subject, but not the count of what was asked', () => {
    const stored = { ...session, traffic: trafficWith({ requests: { '': 3 } }) }
    const decision = commit(stored, undefined, { grant: { ...grant, subject: 'eve' } })
    expect(sessionWritten(decision)).toMatchObject({ traffic: { requests: { '': 3 } } })
  })
})

describe('an answer with the very token that is stored', () => {
  // It was issued at the start, for a minute; the spacing of two issues is then five seconds.
  const stored = tokenRecord({ generation: 2 })
  const again = (endsAfterMs: number, token: unknown = stored) =>
    commit(session, token, {
      issuedAt: START_AT + 40_000,
      grant: { ...grant, lifetimeMs: endsAfterMs - 40_000 },
      moment: momentAfter(41_000),
    })

  it.each([
    ['ends sooner', 50_000],
    ['ends when that does', 60_000],
    ['ends a moment later, as clocks go', 64_999],
  ])('brings nothing where it %s', (_, endsAfterMs) => {
    const endsAt = START_AT + 60_000
    expect(again(endsAfterMs)).toMatchObject({ write: 'nothing', result: { kind: 'same-token', endsAt } })
  })

  it.each([
    ['the backend has prolonged it', 65_000, stored],
    ['it is of another epoch', 60_000, tokenRecord({ epoch: EPOCH - 1, generation: 9 })],
    ['what was stored is over', 60_000, tokenRecord({ generation: 2, lifetimeMs: 41_000 })],
  ])('is a new one where %s', (_, endsAfterMs, token) => {
    expect(again(endsAfterMs, token).result).toMatchObject({ kind: 'issued', record: { generation: 3 } })
  })

  it('is dropped for the sign-out that came before it', () => {
    const decision = commit({ ...session, signedOutAt: 2 }, stored)
    expect(decision.result).toMatchObject({ kind: 'epoch-lost' })
  })
})

it('a commit for somebody else than this tab knows begins their epoch, whatever storage has missed of it', () => {
  const decision = commit(visiting, undefined, { subject: 'ada', grant: { ...anonymous, subject: 'bob' } })
  expect(decision).toMatchObject({
    write: 'replace-all',
    result: { kind: 'other-subject', view: { epoch: EPOCH + 1, subject: 'bob' } },
  })
})
