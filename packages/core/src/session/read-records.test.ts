import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  live,
  momentAfter,
  START_AT,
  signedIn,
  signedOut,
  stateWith,
  tokenRecord,
} from '../../test-support/session-samples.js'
import { readRecords } from './read-records.js'
import type { TokenRecord } from './records.js'
import type { SessionView } from './session-view.js'
import type { ScopeEntry } from './store-state.js'

const idle = entryIn({ status: 'idle' })
const reading = entryIn({ status: 'reading' })
const found = tokenRecord({ generation: 4 })

/** What storage's answer makes of a scope, a second after the start. */
function read(entry: ScopeEntry, record: TokenRecord | undefined, view: SessionView = signedIn) {
  const state = stateWith(entry, view.status === 'signed-out' ? { session: view } : {})
  const step = readRecords(state, { type: 'records-read', key: '', view, record }, momentAfter(1_000))
  return { ...step, phase: step.state.scopes.get('')?.phase }
}

describe('a token in storage', () => {
  it('is no news at load', () => {
    const { phase, commands } = read({ ...reading, generation: 0 }, found)
    expect(phase).toMatchObject({ status: 'live', grant: { origin: 'restored', token: { generation: 4 } } })
    expect(commands).toEqual([])
  })

  it.each<[string, ScopeEntry]>([
    ['looks again', reading],
    ['has none yet', { ...idle, generation: 0 }],
    ['has an older one', entryIn(live())],
  ])('is news from another tab where this one %s', (_, entry) => {
    const { phase, commands } = read(entry, found)
    expect(phase).toMatchObject({ status: 'live', grant: { origin: 'adopted' } })
    const event = { type: 'token-adopted', scope: '', generation: 4, expiresAt: START_AT + 60_000 }
    expect(commands).toEqual([{ type: 'announce', event }])
  })

  it.each<[string, TokenRecord, SessionView]>([
    ['of another epoch', { ...found, epoch: EPOCH - 1 }, signedIn],
    ['of a session that has ended', found, signedOut],
  ])('is not taken up: one %s', (_, record, view) => {
    expect(read(reading, record, view).phase?.status).not.toBe('live')
  })
})

describe('a session in storage', () => {
  it('that has ended asks for nothing', () => {
    expect(read(reading, undefined, signedOut)).toMatchObject({ phase: { status: 'idle' }, commands: [] })
  })

  it('that another tab ended since is told as that', () => {
    const state = stateWith(reading)
    const view = { ...signedOut, epoch: EPOCH + 1 }
    const event = { type: 'signed-out', epoch: EPOCH + 1, by: 'another-tab' }
    const known = { type: 'records-read', key: '', view, record: undefined } as const
    expect(readRecords(state, known, momentAfter(0)).commands).toEqual([{ type: 'announce', event }])
  })
})
