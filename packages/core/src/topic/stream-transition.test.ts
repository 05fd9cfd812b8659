import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activeSession, fakeToken } from '../../test-support/topic/fake-tokens.js'
import type { Moment } from '../session/moment.js'
import { connectionOf } from './stream-connection.js'
import { idleStream, type StreamCommand, type StreamEvent, type StreamState } from './stream-state.js'
import { transition } from './stream-transition.js'

const moment = (monotonicMs = 0): Moment => ({ at: 1_000_000 + monotonicMs, monotonicMs, chance: 0.5 })
const subscribed: StreamEvent = { type: 'subscribed' }
const tokenReady: StreamEvent = { type: 'token-ready', token: fakeToken(1) }
const granted: StreamEvent = { type: 'slot-granted', turnMs: Number.POSITIVE_INFINITY }
const wanted: StreamEvent = { type: 'slot-wanted', turnMs: 400 }
const head: StreamEvent = {
  type: 'poll-answered',
  frames: [{ kind: 'discontinuity', page: 3n, newSequence: 9n }],
  failure: undefined,
}
const item: StreamEvent = {
  type: 'poll-answered',
  frames: [{ kind: 'item', page: 3n, sequenceNumber: 10n, payload: 'a' }],
  failure: undefined,
}
const failed = (
  outcome: 'rejected' | 'unavailable' | 'not-permitted' | 'endpoint-not-allowed',
): StreamEvent => ({
  type: 'poll-answered',
  frames: [],
  failure: { outcome },
})
const signedOut: StreamEvent = { type: 'token-failed', problem: { code: 'signed-out' } }
const timer: StreamEvent = { type: 'timer-fired' }
const sessionChanged = (epoch: number, generation?: number): StreamEvent => ({
  type: 'session-changed',
  session: activeSession(epoch),
  token: generation === undefined ? undefined : fakeToken(generation),
})

/** State after `events`, each a second after the one before, and the commands of the last. */
function after(...events: readonly StreamEvent[]): { state: StreamState; commands: readonly string[] } {
  let state = idleStream
  let commands: readonly StreamCommand[] = []
  events.forEach((event, index) => {
    ;({ state, commands } = transition(state, event, moment(index * 1_000)))
  })
  return { state, commands: commands.map(nameOf) }
}

function nameOf(command: StreamCommand): string {
  if (command.type === 'tell') return command.news.type
  return command.type === 'wait' ? `wait ${command.delayMs}` : command.type
}

const opening = [subscribed, sessionChanged(1), tokenReady, granted]
const open = [...opening, head, timer, granted]

describe('transition', () => {
  it.each<[string, readonly StreamEvent[], string, readonly string[]]>([
    ['begins with a token', [subscribed], 'acquiring-token', ['stop', 'get-token']],
    ['then a slot', opening.slice(0, 3), 'queued', ['stop', 'take-slot', 'wait 100']],
    ['then a poll, which counts as standing after 2 s', opening, 'open', ['poll', 'wait 2000']],
    [
      'the first answer says where the topic is',
      [...opening, head],
      'open',
      ['poll', 'wait 25000', 'stream-opened', 'deliver'],
    ],
    [
      'a poll that stood for its time is ended, to the back of the line',
      [...opening, timer],
      'queued',
      ['stop', 'take-slot', 'wait 2000', 'stream-opened'],
    ],
    [
      'once it is known to be up it may wait 2 s unseen',
      [...open, timer],
      'queued',
      ['stop', 'take-slot', 'wait 2000'],
    ],
    ['polls of a topic that is up last 25 s', open, 'open', ['poll', 'wait 25000']],
    ['an answer goes on in the same turn', [...open, item], 'open', ['poll', 'wait 25000', 'deliver']],
    [
      'somebody waits: the turn ends as soon as an answer could have come',
      [...open, wanted],
      'open',
      ['wait 1000'],
    ],
    [
      'and ends with the next answer',
      [...open, wanted, item],
      'queued',
      ['stop', 'take-slot', 'wait 2000', 'deliver'],
    ],
    ['a first poll is not cut', [...opening, wanted], 'open', []],
    [
      'another token takes over at once',
      [...open, sessionChanged(1, 2)],
      'queued',
      ['stop', 'take-slot', 'wait 2000'],
    ],
    ['the same one does not', [...open, sessionChanged(1, 1)], 'open', []],
    [
      'another identity begins anew',
      [...open, sessionChanged(2, 1)],
      'acquiring-token',
      ['stop', 'get-token', 'forget-items'],
    ],
    [
      'one refusal is worth another token',
      [...open, failed('rejected')],
      'acquiring-token',
      ['reject-token', 'stop', 'get-token', 'deliver'],
    ],
    [
      'two are not',
      [...open, failed('rejected'), tokenReady, granted, failed('rejected')],
      'backing-off',
      ['reject-token', 'stop', 'wait 2500', 'stream-lost', 'deliver'],
    ],
    [
      'a failure backs off',
      [...open, failed('unavailable')],
      'backing-off',
      ['stop', 'wait 1500', 'stream-lost', 'deliver'],
    ],
    [
      'the network is back',
      [...open, failed('unavailable'), { type: 'network-came-back' }],
      'acquiring-token',
      ['stop', 'get-token'],
    ],
    [
      'so does the one after that',
      [...open, sessionChanged(2, 1), tokenReady, granted, head, sessionChanged(3)],
      'acquiring-token',
      ['stop', 'get-token', 'forget-items'],
    ],
    [
      'a visitor who signs in is let in',
      [subscribed, sessionChanged(1), signedOut, sessionChanged(1)],
      'acquiring-token',
      ['stop', 'get-token'],
    ],
    [
      'a pause lets go of everything',
      [...open, { type: 'app-is-pausing' }],
      'paused',
      ['stop', 'stream-lost'],
    ],
    [
      'and only waking ends it',
      [...open, { type: 'app-is-pausing' }, { type: 'network-came-back' }],
      'paused',
      [],
    ],
    ['a 403 closes', [...open, failed('not-permitted')], 'closed', ['stop', 'stream-lost', 'deliver']],
    [
      'an endpoint that is not trusted closes',
      [...opening, failed('endpoint-not-allowed')],
      'closed',
      ['stop', 'deliver'],
    ],
    ['the last one leaves', [...open, { type: 'last-left' }], 'idle', ['stop', 'forget-items']],
    ['hiding is nothing', [...open, { type: 'app-was-hidden' }], 'open', []],
  ])('%s', (_, events, status, commands) => {
    const end = after(...events)
    expect(end.state.phase.status).toBe(status)
    expect(end.commands).toEqual(commands)
  })

  it('a poll is sent with the newest token there is', () => {
    const queued = after(...opening.slice(0, 3), sessionChanged(1, 2)).state
    expect(transition(queued, granted, moment()).commands[0]).toMatchObject({
      type: 'poll',
      token: { generation: 2 },
    })
    const kept = after(...opening.slice(0, 3), sessionChanged(1)).state
    expect(transition(kept, granted, moment()).commands[0]).toMatchObject({
      type: 'poll',
      token: { generation: 1 },
    })
  })

  it('cannot say what it missed before it ever knew where the topic was', () => {
    const down = [...opening, timer, granted, failed('unavailable'), timer, tokenReady, granted]
    const { commands } = transition(after(...down).state, head, moment(60_000))
    const resumed = { type: 'stream-resumed', replayed: 0, missed: 'unknown' }
    expect(commands).toContainEqual({ type: 'tell', news: resumed })
  })

  it('backs off from 1 to 30 s', () => {
    const round = [timer, tokenReady, granted, failed('unavailable')]
    const delays = [0, 1, 2, 3, 4, 5, 6, 20].map(
      rounds => after(...open, failed('unavailable'), ...Array(rounds).fill(round).flat()).commands[1],
    )
    expect(delays.map(delay => Math.round(Number(delay?.slice(5))))).toEqual([
      1_500, 2_500, 4_500, 8_500, 15_500, 15_500, 15_500, 15_500,
    ])
  })
})

const anyEvent: fc.Arbitrary<StreamEvent> = fc.oneof(
  fc.constantFrom<StreamEvent>(...open, item, wanted, tokenReady, granted, timer),
  fc.constantFrom(failed('rejected'), failed('unavailable'), failed('not-permitted')),
  fc.record({
    type: fc.constantFrom('last-left', 'app-woke', 'app-was-hidden', 'app-is-pausing', 'network-came-back'),
  }),
  fc.constantFrom<StreamEvent>(
    { type: 'token-failed', problem: { code: 'unavailable', retryAt: 0 } },
    { type: 'token-failed', problem: { code: 'misconfigured' } },
    { type: 'token-failed', problem: { code: 'signed-out' } },
    { type: 'session-changed', session: { status: 'signed-out', epoch: 2 }, token: undefined },
    { type: 'session-changed', session: { status: 'restoring' }, token: undefined },
    sessionChanged(1, 1),
    sessionChanged(1, 2),
    sessionChanged(3),
  ),
)

/** What is under way after `commands`, given what was before. */
function underWay(before: ReadonlySet<string>, commands: readonly StreamCommand[]): ReadonlySet<string> {
  let now = new Set(before)
  for (const { type } of commands) {
    if (type === 'stop') now = new Set()
    if (type === 'get-token' || type === 'take-slot' || type === 'poll' || type === 'wait') now.add(type)
  }
  return now
}

const expectedUnderWay: Readonly<Record<StreamState['phase']['status'], readonly string[]>> = {
  idle: [],
  paused: [],
  closed: [],
  'acquiring-token': ['get-token'],
  queued: ['take-slot', 'wait'],
  open: ['poll', 'take-slot', 'wait'],
  'backing-off': ['wait'],
}

describe('whatever happens in whatever order', () => {
  it('each phase has under way exactly what it waits for', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), events => {
        let state = idleStream
        let active: ReadonlySet<string> = new Set()
        events.forEach((event, index) => {
          const step = transition(state, event, moment(index * 700))
          state = step.state
          active = underWay(active, step.commands)
          const { phase } = state
          const retries = phase.status === 'closed' && phase.code === 'misconfigured' ? ['wait'] : []
          expect([...active].sort()).toEqual([...expectedUnderWay[phase.status], ...retries])
          expect(connectionOf(state).status).toBeTypeOf('string')
        })
      }),
      { numRuns: 2_000 },
    )
  })

  it('a disposed stream does nothing ever again', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 20 }),
        fc.array(anyEvent, { maxLength: 20 }),
        (before, later) => {
          const { state } = after(...before, { type: 'disposed' })
          for (const event of later)
            expect(transition(state, event, moment())).toEqual({ state, commands: [] })
        },
      ),
    )
  })
})
