import { describe, expect, it } from 'vitest'
import { EPOCH, momentAfter, signedIn, tokenRecord } from '../../test-support/session-samples.js'
import { type ClaimRequest, decideClaim } from './decide-claim.js'
import { SESSION_KEY } from './records.js'

const session = { epoch: EPOCH, signedInAt: 1, subject: 'ada' }

function claim(stored: unknown, token: unknown, changes: Partial<ClaimRequest> = {}) {
  const moment = momentAfter(10_000)
  return decideClaim([stored, token], {
    ...{ epoch: EPOCH, generation: 2, subject: 'ada', mark: undefined, moment },
    ...changes,
  })
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
    expect(claim(session, token)).toEqual({ write: 'nothing', result: { kind: 'proceed', generation } })
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
  ])('gives up when storage %s: absent is not the same', (_, stored) => {
    expect(claim(stored, tokenRecord({ epoch: EPOCH - 1, generation: 9 }))).toMatchObject({
      write: 'nothing',
      result: { kind: 'epoch-lost', view: { epoch: 0 } },
    })
  })

  it('writes its epoch and subject down, and nothing older, when storage was left behind', () => {
    const stored = { ...session, epoch: EPOCH - 1 }
    const decision = claim(stored, tokenRecord({ epoch: EPOCH - 1, generation: 9 }), { subject: 'eve' })
    expect(decision).toMatchObject({
      write: 'replace-all',
      entries: [[SESSION_KEY, { epoch: EPOCH, subject: 'eve' }]],
      result: { kind: 'proceed', generation: 2 },
    })
  })
})
