import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  momentAfter,
  profiles,
  START_AT,
  signedIn,
  tokenRecord,
} from '../../test-support/session-samples.js'
import { type CommitRequest, decideCommit } from './decide-commit.js'
import { SESSION_KEY } from './records.js'

const session = { epoch: EPOCH, signedInAt: 1, subject: 'ada' }
const visiting = { epoch: EPOCH }
const anonymous = { secret: 'secret-of-3', lifetimeMs: 60_000 }
const grant = { ...anonymous, subject: 'ada' }
const issued = tokenRecord({ subject: 'ada' })

function commit(stored: unknown, token: unknown, changes: Partial<CommitRequest> = {}) {
  const request = { scopeKey: '', epoch: EPOCH, generation: 2, grant, issuedAt: START_AT, mark: undefined }
  return decideCommit([stored, token], { ...request, moment: momentAfter(1_000), ...changes })
}

describe('an answer is stored', () => {
  it.each([
    ['where there is no token', undefined],
    ['over the token the claim started from', tokenRecord({ generation: 2 })],
    ['over a token of another epoch, whatever its number', tokenRecord({ epoch: EPOCH - 1, generation: 9 })],
    ['over what cannot be read', 'token'],
  ])('%s', (_, token) => {
    expect(commit(session, token)).toMatchObject({
      ...{ write: 'put', entries: [['token:', issued]], result: { kind: 'issued', record: issued } },
    })
  })

  it('with all that the answer said, under the key of its scope', () => {
    const details = { renewAfterMs: 9, granted: profiles, endpoint: 'cell-1.example' }
    const record = { ...issued, ...details }
    const decision = commit(session, undefined, { scopeKey: profiles.key, grant: { ...grant, ...details } })
    expect(decision).toMatchObject({
      entries: [[`token:${profiles.key}`, record]],
      result: { kind: 'issued', record },
    })
  })

  it('with the time of the request, whatever the backend says of its own', () => {
    const decision = commit(session, undefined, { grant: { ...grant, issuedAt: 1 } })
    expect(decision.result).toMatchObject({ record: { issuedAt: START_AT } })
  })

  it.each([
    ['a visitor, and who it is', visiting, grant, { epoch: EPOCH, signedInAt: START_AT, subject: 'ada' }],
    ['a visitor, whoever it is', visiting, anonymous, { epoch: EPOCH, signedInAt: START_AT }],
    [
      'the name of somebody signed in',
      { ...visiting, signedInAt: 1 },
      grant,
      { epoch: EPOCH, subject: 'ada' },
    ],
  ])('with news of the session: %s', (_, stored, answered, written) => {
    const decision = commit(stored, undefined, { grant: answered })
    const entries = decision.write === 'put' ? decision.entries : []
    expect(Object.fromEntries(entries)).toMatchObject({ [SESSION_KEY]: written })
  })
})

describe('an answer is dropped', () => {
  it.each([
    [
      'the session record has gone',
      undefined,
      undefined,
      { ...signedIn, epoch: 0, subject: undefined, standing: 'visitor' },
    ],
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
})
