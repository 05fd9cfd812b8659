import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  pauseUntil,
  profiles,
  START_AT,
  tokenRecord,
  trafficWith,
} from '../../test-support/session-samples.js'
import { decidePause, type PauseRequest } from './decide-pause.js'
import { parseSessionRecord, SESSION_KEY } from './records.js'

const session = { epoch: EPOCH, subject: 'ada', signedInAt: 1, signedOutAt: undefined }
const pause = pauseUntil(10_000)
const busy = {
  ...session,
  traffic: trafficWith({ requests: { '': 4 }, pauses: { other: pauseUntil(5_000) } }),
}

function decide(stored: unknown, changes: Partial<PauseRequest> = {}, token?: unknown) {
  const asked = { scopeKey: '', epoch: EPOCH, generation: 3, pause, at: START_AT, throttledUntil: 0 }
  return decidePause([stored, token], { ...asked, ...changes })
}

const putting = (traffic: object) => ({
  write: 'put',
  entries: [[SESSION_KEY, { ...session, traffic }]],
  result: undefined,
})

describe('a failure is written down for every tab', () => {
  it('beside what is known of the session and of other scopes', () => {
    const { traffic } = busy
    expect(decide(busy)).toEqual(putting({ ...traffic, pauses: { ...traffic.pauses, '': pause } }))
  })

  it('where nothing has been asked before', () => {
    expect(decide(session)).toEqual(putting(trafficWith({ pauses: { '': pause } })))
  })

  it('in the place of an earlier one of its scope', () => {
    const before = { ...session, traffic: trafficWith({ pauses: { '': pauseUntil(1) } }) }
    expect(decide(before)).toEqual(putting(trafficWith({ pauses: { '': pause } })))
  })

  it('under the key of its scope', () => {
    const decision = decide(session, { scopeKey: profiles.key })
    expect(decision).toEqual(putting(trafficWith({ pauses: { [profiles.key]: pause } })))
  })

  it('and can be read as it was written', () => {
    const { write, ...written } = decide(busy, { throttledUntil: START_AT + 1 })
    const [[, record] = []] = write === 'put' && 'entries' in written ? written.entries : []
    expect(parseSessionRecord(structuredClone(record))).toEqual(record)
  })

  it('and what was of an earlier minute is forgotten', () => {
    const later = pauseUntil(70_000, { since: START_AT + 60_000 })
    expect(decide(busy, { pause: later, at: START_AT + 60_000 })).toMatchObject(putting({ requests: {} }))
  })
})

describe('a failure is dropped', () => {
  it.each([
    ['another epoch has begun', { ...session, epoch: EPOCH + 1 }],
    ['an earlier epoch is there again', { ...session, epoch: EPOCH - 1 }],
    ['there is a tombstone', { ...session, signedOutAt: 2 }],
    ['everything was deleted', undefined],
    ['the session cannot be read', { epoch: 'seven' }],
  ])('when %s', (_, stored) => {
    expect(decide(stored)).toEqual({ write: 'nothing', result: undefined })
  })
})

describe('until when the backend is left alone', () => {
  it.each([
    ['is what it asked for', 0, 9_000, 9_000],
    ['is not shortened by a later answer', 9_000, 4_000, 9_000],
    ['is not taken back by an answer that says nothing', 9_000, 0, 9_000],
    ['is put off by one that says more', 4_000, 9_000, 9_000],
  ])('%s', (_, knownMs, askedMs, keptMs) => {
    const traffic = trafficWith({ throttledUntil: START_AT + knownMs })
    const decision = decide({ ...session, traffic }, { throttledUntil: START_AT + askedMs })
    expect(decision).toMatchObject(putting({ throttledUntil: START_AT + keptMs }))
  })
})

describe('a failure of a request that another tab has overtaken', () => {
  it("holds up nobody else's, but a backend that asked to be left alone is", () => {
    const decision = decide(busy, { throttledUntil: START_AT + 9_000 }, tokenRecord({ generation: 4 }))
    expect(decision).toEqual(putting({ ...busy.traffic, throttledUntil: START_AT + 9_000 }))
  })

  it.each([
    ['the one it began with is still the newest', tokenRecord()],
    ['what is newer is of another epoch', tokenRecord({ generation: 9, epoch: EPOCH - 1 })],
  ])('is written down all the same where %s', (_, token) => {
    expect(decide(busy, {}, token)).toMatchObject({ write: 'put' })
  })
})
