import { createTestWorld, type FakeTab, type TestWorld } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineScope } from '../scope/index.js'
import { createTokenStore } from '../store/create-token-store.js'
import type { TokenStore } from '../store/token-store.js'
import { explain } from './explain.js'

/** Tokens of a minute, renewed after half of it, from a backend that takes a second. */
const TOKEN = {
  access_token: 'secret-0001-Zx9QvK3mT7',
  token_type: 'Bearer',
  expires_in: 60,
  renew_after: 30,
}

let world: TestWorld
let answer: unknown

beforeEach(() => {
  world = createTestWorld()
  answer = TOKEN
})

interface Opened {
  readonly tab: FakeTab
  readonly tokens: TokenStore
  readonly said: () => string
}

function open({ listening } = { listening: false }): Opened {
  const tab = world.openTab()
  const source = async () => {
    await new Promise<void>(resolve => world.outsideTimers.start(1_000, resolve))
    return answer
  }
  const tokens = createTokenStore({ id: 'test', source, environment: tab.environment })
  if (listening) tokens.subscribe(() => {})
  return { tab, tokens, said: () => explain(tokens, undefined, tab.environment.clock).sentence }
}

async function opened(options?: { listening: boolean }): Promise<Opened> {
  const store = open(options)
  await world.waitFor(store.tokens.getToken())
  return store
}

describe('before any token', () => {
  it('nothing is known until storage has answered', async () => {
    const { said } = open()
    expect(said()).toBe('waits for storage')
  })

  it('a scope is idle that nobody asked for', async () => {
    const { said } = open({ listening: true })
    await world.settle()
    expect(said()).toBe('asks the backend, idle because nobody asked')
  })

  it('a caller waits for a request', async () => {
    const { tokens, said } = open()
    void tokens.getToken()
    await world.advance(500)
    expect(said()).toBe('waits for a request on its way')
  })
})

describe('with a token', () => {
  it('it is handed out until its renewal', async () => {
    const { said } = await opened()
    await world.advance(10_000)
    expect(said()).toBe('from memory, generation 1, 0:49 left, next renewal in 0:19')
  })

  it('its renewal waits for a call where nobody listens', async () => {
    const { said } = await opened()
    await world.advance(40_000)
    expect(said()).toBe('from memory, generation 1, 0:19 left, next renewal now')
  })

  it('it is handed out while it is renewed', async () => {
    const { said } = await opened({ listening: true })
    await world.advance(29_500)
    expect(said()).toBe('from memory, generation 1, 0:30 left, a request is on its way')
  })

  it('it is handed out while renewal fails', async () => {
    const { said } = await opened({ listening: true })
    answer = { refusal: 'unavailable' }
    await world.advance(31_000)
    expect(said()).toMatch(
      /^from memory, generation 1, 0:28 left, renewal put off \(unavailable\), attempt 2 in 0:0\d$/,
    )
  })

  it('it is not handed out once it has ended', async () => {
    const { said } = await opened()
    await world.advance(56_000)
    expect(said()).toBe('asks the backend, generation 1 is over, idle because nobody asked')
  })

  it('it is held back while a sign-in is being written', async () => {
    const { tokens, said } = await opened()
    void tokens.signIn()
    expect(said()).toBe('held back for now, generation 1, 0:59 left, next renewal in 0:29')
    await world.settle()
    expect(said()).toBe('from memory, generation 1, 0:59 left, next renewal in 0:29')
  })

  it('it is held back where the store was disposed of', async () => {
    const { tokens, said } = await opened()
    tokens.dispose()
    expect(said()).toBe('held back for now, generation 1, 0:59 left, next renewal in 0:29')
  })

  it('it says where the token is from', async () => {
    const [issuing, adopting] = [await opened(), open({ listening: true })]
    await world.waitFor(adopting.tokens.getToken())
    const origins = [issuing, adopting].map(
      ({ tokens, tab }) => explain(tokens, undefined, tab.environment.clock).token?.origin,
    )
    expect(origins).toEqual(['issued', 'restored'])
  })
})

it('a token of a wider scope may be what is handed out', async () => {
  const wide = defineScope({ permissions: [{ role: 'readwrite', cache: '*' }] })
  const narrow = defineScope({ permissions: [{ role: 'readonly', cache: 'profiles' }] })
  const { environment } = world.openTab()
  const source = async () => TOKEN
  const tokens = createTokenStore({ id: 'test', source, environment, policy: { reuse: 'covering' } })
  await world.waitFor(tokens.getToken(wide))
  expect(explain(tokens, narrow, environment.clock).sentence).toBe(
    'from memory, generation 1, 1:00 left, of a wider scope',
  )
})

describe('without a token', () => {
  it('the next attempt has its time', async () => {
    answer = { refusal: 'unavailable', retryAfterMs: 30_000 }
    const { tokens, said } = open()
    await expect(world.waitFor(tokens.getToken())).rejects.toMatchObject({ code: 'unavailable' })
    await world.advance(5_000)
    expect(said()).toBe('rejects with unavailable, waiting (unavailable), next attempt in 0:25')
    await world.advance(25_000)
    expect(said()).toBe('asks the backend, waiting (unavailable), next attempt now')
  })

  it('a wrong set-up is told from an outage', async () => {
    answer = { refusal: 'misconfigured' }
    const { tokens, said } = open()
    await expect(world.waitFor(tokens.getToken())).rejects.toMatchObject({ code: 'misconfigured' })
    expect(said()).toMatch(/^rejects with misconfigured, waiting \(misconfigured\), next attempt in \d:\d\d$/)
  })

  it('a scope the backend refuses can be asked for again', async () => {
    answer = { refusal: 'denied' }
    const { tokens, said } = open()
    await expect(world.waitFor(tokens.getToken())).rejects.toMatchObject({ code: 'denied' })
    expect(said()).toBe('rejects with denied, may be asked again in 1:00')
    await world.advance(60_000)
    expect(said()).toBe('asks the backend, may be asked again now')
  })

  it('nobody is signed in', async () => {
    const { tokens, said } = await opened()
    await world.waitFor(tokens.signOut())
    expect(said()).toBe('rejects with signed-out, nobody is signed in')
  })
})
