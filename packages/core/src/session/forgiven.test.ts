import { describe, expect, it } from 'vitest'
import { entryIn, grantOf, live, request, waiting } from '../../test-support/session-samples.js'
import { forgiven } from './forgiven.js'
import type { ScopePhase } from './store-state.js'

const lift = (phase: ScopePhase) => forgiven(new Map([['', entryIn(phase)]]), 'denied').get('')
const grant = grantOf()
const denied = waiting(9_000, { cause: 'denied' })

describe('a pause is lifted', () => {
  it.each<[string, ScopePhase, ScopePhase]>([
    ['of a scope without a token', denied, { status: 'idle' }],
    ['of one whose token goes on serving', live(denied, grant), live(undefined, grant)],
  ])('%s, and nothing else of it changes', (_, phase, after) => {
    expect(lift(phase)).toEqual({ ...entryIn(phase), phase: after })
  })

  it.each([
    ['one for another cause', waiting(9_000)],
    ['one of a renewal for another cause', live(waiting(9_000, { cause: 'misconfigured' }))],
    ['none, of a scope being read', { status: 'reading' }],
    ['none, of a scope being issued', { status: 'issuing', request }],
    ['none, of an idle scope', { status: 'idle' }],
    ['none, of a live token', live()],
  ] as const)('but not %s', (_, phase) => {
    const entry = entryIn(phase)
    expect(forgiven(new Map([['', entry]]), 'denied').get('')).toBe(entry)
  })

  it('of every scope that has it', () => {
    const scopes = new Map(['a', 'b'].map(key => [key, entryIn(denied, { key })]))
    const phases = [...forgiven(scopes, 'denied').values()].map(({ phase }) => phase.status)
    expect(phases).toEqual(['idle', 'idle'])
  })
})
