import { describe, expect, it } from 'vitest'
import { entryIn, grantOf, live, momentAfter, stateWith } from '../../test-support/session-samples.js'
import { type DefinedScope, defineScope, type Permission } from '../scope/index.js'
import { coveringKey } from './covering-scope.js'
import type { ScopeEntry, ScopePhase } from './store-state.js'

const scopeOf = (...permissions: Permission[]): DefinedScope => defineScope({ permissions })
const reading = scopeOf({ role: 'readonly', cache: 'profiles' })
const writing = scopeOf({ role: 'readwrite', cache: 'profiles' })
const everything = scopeOf({ role: 'readwrite', cache: '*' })
const withChat = scopeOf({ role: 'readonly', cache: 'profiles' }, { role: 'readonly', cache: 'chat' })
const other = scopeOf({ role: 'readonly', cache: 'chat' })

/** A scope whose token of some lifetime was issued at the start. */
function having(scope: DefinedScope, lifetimeMs = 60_000, changes: Partial<ScopeEntry> = {}): ScopeEntry {
  const phase = live({ status: 'idle' }, grantOf({ lifetimeMs }))
  return entryIn(phase, { key: scope.key, scope, granted: scope, ...changes })
}
const within = (phase: ScopePhase, scope = writing) =>
  entryIn(phase, { key: scope.key, scope, granted: scope })

function servedBy(
  entries: readonly ScopeEntry[],
  afterMs = 0,
  asked: Parameters<typeof coveringKey>[1] = {
    key: reading.key,
    scope: reading,
  },
): string {
  const scopes = new Map(entries.map(entry => [entry.key, entry]))
  return coveringKey(stateWith(undefined, { scopes }), asked, momentAfter(afterMs))
}

describe('where a wider token may serve, a scope is served by', () => {
  it.each([
    ['its own, where it has a token', [having(everything), having(reading), having(writing)], reading],
    ['its own, however short it lives', [having(writing, 3_600_000), having(reading, 5_000)], reading],
    ['the one that covers it, where it has none', [having(writing), having(other)], writing],
    ['the narrowest of those', [having(everything), having(writing)], writing],
    ['the narrowest, in whatever order they came', [having(writing), having(everything)], writing],
    [
      'the narrowest, however short it lives',
      [having(everything, 3_600_000), having(writing, 5_000)],
      writing,
    ],
    [
      'of two of which neither is narrower, the one that lives longest',
      [having(writing), having(withChat, 90_000)],
      withChat,
    ],
    ['the same, the other way round', [having(withChat), having(writing, 90_000)], writing],
    ['itself, where nothing covers it', [having(other)], reading],
    ['itself, where nothing has been asked for', [], reading],
  ])('%s', (_, entries, server) => {
    expect(servedBy(entries)).toBe(server.key)
  })

  it('the one that covers it, once its own token is over', () => {
    const entries = [having(reading, 10_000), having(writing)]
    expect([servedBy(entries, 8_999), servedBy(entries, 9_000)]).toEqual([reading.key, writing.key])
  })

  it.each<[string, ScopeEntry]>([
    ['is idle', within({ status: 'idle' })],
    ['is being read', within({ status: 'reading' })],
    ['has a token that is over', having(writing, 100)],
    ['was granted less than it asked for', having(writing, 60_000, { granted: other })],
    ['nobody says what it grants', having(writing, 60_000, { granted: undefined })],
  ])('itself, where what would cover it %s', (_, entry) => {
    expect(servedBy([entry], 1_000)).toBe(reading.key)
  })

  it('what the default scope was granted, where that covers it', () => {
    expect(servedBy([having(writing, 60_000, { key: '', scope: undefined })])).toBe('')
  })

  it('the narrowest by what was granted, not by what was asked for', () => {
    const narrowed = having(everything, 60_000, { granted: reading })
    expect(servedBy([having(writing), narrowed])).toBe(everything.key)
  })

  it('itself, where the backend decides what it is', () => {
    expect(servedBy([having(everything)], 0, { key: '', scope: undefined })).toBe('')
  })
})
