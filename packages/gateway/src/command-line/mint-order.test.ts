import { defineScope, type Permission } from '@hallpass/core/scope'
import { describe, expect, it } from 'vitest'
import { parseMintOrder } from './mint-order.js'

const orderOf = (line: string) => parseMintOrder(line.split(' '))

describe('parseMintOrder', () => {
  it.each<[line: string, permission: Permission]>([
    ['--cache c --role readonly', { role: 'readonly', cache: 'c' }],
    ['--cache c --role readwrite --key k', { role: 'readwrite', cache: 'c', item: 'k' }],
    [
      '--cache c --role writeonly --key-prefix k',
      { role: 'writeonly', cache: 'c', item: { keyPrefix: 'k' } },
    ],
    ['--cache c --role publishonly --topic t', { role: 'publishonly', cache: 'c', topic: 't' }],
    [
      '--cache c --role subscribeonly --topic-prefix t',
      { role: 'subscribeonly', cache: 'c', topic: { namePrefix: 't' } },
    ],
    ['--cache * --role publishsubscribe --topic *', { role: 'publishsubscribe', cache: '*', topic: '*' }],
  ])('reads %s', (line, permission) => {
    expect(orderOf(line).authority).toEqual(defineScope({ permissions: [permission] }))
  })

  it('has a default for everything that opens nothing', () => {
    expect(orderOf('--super-user')).toEqual({
      authority: 'super-user',
      lifetimeMs: 60_000,
      subject: 'developer',
      endpoint: 'http://127.0.0.1:8080',
      keysFolder: '.hallpass',
    })
  })

  it.each([
    ['2s', 2_000],
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['2500ms', 2_500],
  ])('reads a lifetime of %s', (text, lifetimeMs) => {
    expect(orderOf(`--super-user --lifetime ${text}`).lifetimeMs).toBe(lifetimeMs)
  })

  it.each([
    ['nothing', ''],
    ['no role', '--cache c'],
    ['no cache', '--role readonly'],
    ['an unknown role', '--cache c --role admin'],
    ['a topic role without a topic', '--cache c --role publishonly'],
    ['a cache role with a topic', '--cache c --role readonly --topic t'],
    ['a topic role with a key', '--cache c --role publishonly --key k'],
    ['two targets', '--cache c --role publishonly --topic t --topic-prefix t'],
    ['an empty prefix', '--cache c --role publishonly --topic-prefix='],
    ['a super-user with a cache', '--super-user --cache c'],
    ['a super-user with a topic', '--super-user --topic t'],
    ['no unit', '--super-user --lifetime 60'],
    ['one second', '--super-user --lifetime 1s'],
    ['over an hour', '--super-user --lifetime 61m'],
    ['no option of ours', '--super-user --force'],
    ['an argument too many', '--super-user now'],
    ['an option without its value', '--cache'],
  ])('refuses %s in one line', (_what, line) => {
    const refused = () => parseMintOrder(line === '' ? [] : line.split(' '))
    expect(refused).toThrow(expect.objectContaining({ code: 'usage' }))
    expect(refused).toThrow(/^[^\n]+\.$/)
  })
})
