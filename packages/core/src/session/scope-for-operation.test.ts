import { describe, expect, it } from 'vitest'
import { defineScope, type Operation, type Permission } from '../scope/index.js'
import { narrowestScope, verdict } from './scope-for-operation.js'

const scopeOf = (...permissions: Permission[]) => defineScope({ permissions })

const all = scopeOf({ role: 'readwrite', cache: '*' })
const chat = scopeOf({ role: 'readwrite', cache: 'chat' })
const readChat = scopeOf({ role: 'readonly', cache: 'chat' })
const readAda = scopeOf({ role: 'readonly', cache: 'chat', item: { keyPrefix: 'ada:' } })
const alsoChat = scopeOf({ role: 'readonly', cache: 'chat' }, { role: 'writeonly', cache: 'log' })
const rooms = scopeOf({ role: 'publishsubscribe', cache: 'chat', topic: { namePrefix: 'room-' } })

const read = (key: string): Operation => ({ kind: 'read', cache: 'chat', key })
const write: Operation = { kind: 'write', cache: 'chat', key: 'ada:1' }

describe('an operation is served by', () => {
  it.each([
    ['the narrowest scope', [all, chat, readChat, readAda], read('ada:1'), readAda],
    [
      'the narrowest, in whatever order they are declared',
      [readAda, readChat, chat, all],
      read('ada:1'),
      readAda,
    ],
    ['the narrowest that permits it', [all, chat, readChat, readAda], read('bob:1'), readChat],
    ['the narrowest that permits writing', [all, chat, readChat, readAda], write, chat],
    ['the first of two that do not cover each other', [alsoChat, readAda], read('ada:1'), readAda],
    [
      'the first of equals',
      [readChat, scopeOf({ role: 'readonly', cache: { name: 'chat' } })],
      read('x'),
      readChat,
    ],
    ['none, where none permits it', [rooms, readAda], write, undefined],
    ['none, where none is declared', [], write, undefined],
    ['none, where it takes a super user', [all], { kind: 'manage-caches' } as const, undefined],
    [
      'the scope of its topic',
      [all, rooms],
      { kind: 'publish', cache: 'chat', topic: 'room-1' } as const,
      rooms,
    ],
    [
      'none, for a topic that only looks alike',
      [all, rooms],
      { kind: 'publish', cache: 'chat', topic: 'roo' } as const,
      undefined,
    ],
  ] as const)('%s', (_, declared, operation, scope) => {
    expect(narrowestScope(declared, operation)).toBe(scope)
  })

  it('the first declared of two that overlap', () => {
    const other = scopeOf(
      { role: 'readonly', cache: 'chat', item: { keyPrefix: 'ad' } },
      { role: 'readonly', cache: 'log' },
    )
    expect(narrowestScope([other, alsoChat], read('ada:1'))).toBe(other)
    expect(narrowestScope([alsoChat, other], read('ada:1'))).toBe(alsoChat)
  })
})

describe('what would become of an operation', () => {
  it.each([
    ['granted', readChat, read('x'), 'yes'],
    ['not granted', readChat, write, 'no'],
    ['of which nothing is known', undefined, write, 'unknown'],
  ] as const)('%s', (_, known, operation, answer) => {
    expect(verdict(known, operation)).toBe(answer)
  })
})
