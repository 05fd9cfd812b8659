import { describe, expect, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { expectNoSecret, findSecretWindows } from './find-secret-windows.js'
import { tracesOf } from './traces-of.js'

const secret = 'q7Zk2Wv9Lm4Xc1Rt'
const piece = secret.slice(5, 13)

class Printing {
  toString(): string {
    return `Printing ${piece}`
  }
}

class Serialising {
  toJSON(): unknown {
    return { piece }
  }
}

function circular(): object {
  const value: Record<string, unknown> = { piece }
  value.itself = value
  return value
}

describe('a piece of a secret', () => {
  it.each<[string, unknown]>([
    ['a string', `x${piece}y`],
    ['an object', { deep: [{ deeper: piece }] }],
    ['a key', { [piece]: 1 }],
    ['a symbol', { [Symbol(piece)]: 1 }],
    ['a hidden member', Object.defineProperty({}, 'hidden', { value: piece })],
    ['a map', new Map([[piece, 1]])],
    ['a set', new Set([{ piece }])],
    ['headers', new Headers({ authorization: `Bearer ${secret}` })],
    ['a URL', new URL(`https://host.example/?token=${secret}`)],
    ['an error message', new Error(piece)],
    ['the cause of an error', new Error('outer', { cause: new Error(piece) })],
    ['bytes', new TextEncoder().encode(`--${piece}--`)],
    ['an array buffer', new TextEncoder().encode(piece).buffer],
    ['what prints', new Printing()],
    ['what serialises', new Serialising()],
    ['a circle', circular()],
  ])('is found in %s', (_, haystack) => {
    expect(findSecretWindows({ haystack }, [secret])).toContainEqual({ where: 'haystack', window: piece })
  })

  it.each<[string, unknown]>([
    ['seven characters', secret.slice(0, 7)],
    ['another order', [...secret].reverse().join('')],
    ['nothing', undefined],
    ['a closure', { reveal: () => secret }],
  ])('is not found in %s', (_, haystack) => {
    expect(findSecretWindows({ haystack }, [secret])).toEqual([])
  })
})

describe('the canary', () => {
  it('names the places and not the secret', () => {
    expect(() => expectNoSecret({ log: 'clean', broadcasts: [secret] }, [secret])).toThrow(
      new Error('a secret, in part or whole, is in: broadcasts'),
    )
  })

  it('passes what holds none', () => {
    expect(() => expectNoSecret({ log: 'clean' }, [secret])).not.toThrow()
  })

  it('refuses to look for nothing', () => {
    expect(() => expectNoSecret({ log: 'clean' }, [])).toThrow('no secret to look for')
  })

  it('sees lock names, broadcasts, URLs, database names and record names of a world', async () => {
    const world = createTestWorld()
    const { lock, channel, fetch } = world.openTab().environment
    await lock.tryAcquire(`lock ${secret}`)
    channel.open('doorbell', () => {}).post({ secret })
    await fetch(`/?token=${secret}`).catch(() => {})
    world.storage.plant('db', secret, 'value')
    const places = findSecretWindows(tracesOf(world), [secret]).map(({ where }) => where)
    expect([...new Set(places)]).toEqual(['lock names', 'broadcasts', 'URLs', 'database and record names'])
  })
})
