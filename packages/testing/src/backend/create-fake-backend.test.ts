import type { TokenSourceRequest } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { secretsOf } from '../canary/secrets-of.js'
import { createTestWorld, type TestWorld } from '../world/create-test-world.js'
import type { FakeBackend, FakeBackendOptions } from './backend-service.js'
import { createFakeBackend } from './create-fake-backend.js'
import { tooManyRequests } from './too-many-requests.js'

interface Setting {
  readonly world: TestWorld
  readonly backend: FakeBackend
  ask(signal?: AbortSignal): Promise<unknown>
}

function setUp(options: FakeBackendOptions = {}): Setting {
  const world = createTestWorld({ startAt: 1_000_000 })
  const backend = createFakeBackend(world, options)
  const { fetch } = world.openTab().environment
  const ask = (signal: AbortSignal = new AbortController().signal): Promise<unknown> => {
    const request: TokenSourceRequest = { reason: 'first', signal, fetch }
    return backend.source(request)
  }
  return { world, backend, ask }
}

describe('a fake backend', () => {
  it('issues tokens that are good until they are over, by true time', async () => {
    const { world, backend, ask } = setUp({ lifetimeMs: 5_000 })
    const answer = await ask()
    const [token] = backend.issued
    expect(answer).toEqual({
      access_token: token?.secret,
      token_type: 'Bearer',
      expires_in: 5,
      issued_at: 1_000,
      subject: 'ada',
    })
    expect(secretsOf(backend)).toEqual([expect.stringMatching(/^[A-Za-z0-9]{32}$/)])
    world.jumpWallClock(60_000)
    await world.advance(4_999)
    expect(backend.accepts(token?.secret ?? '')).toBe(true)
    await world.advance(1)
    expect(backend.accepts(token?.secret ?? '')).toBe(false)
    expect(backend.accepts('fake.of-somebody-else')).toBe(false)
  })

  it('no longer accepts what was revoked', async () => {
    const { backend, ask } = setUp()
    await ask()
    const secret = backend.issued[0]?.secret ?? ''
    backend.revoke(secret)
    expect(backend.accepts(secret)).toBe(false)
  })

  it('answers as it was told to behave', async () => {
    const { backend, ask } = setUp({ subject: undefined })
    backend.behave({ members: { renew_after: 10, token_type: undefined } })
    expect(await ask()).toEqual({
      access_token: expect.any(String),
      expires_in: 60,
      issued_at: 1_000,
      renew_after: 10,
    })
  })

  it.each([
    [401, { refusal: 'signed-out', status: 401 }],
    [403, { refusal: 'denied', status: 403 }],
    [404, { refusal: 'misconfigured', status: 404 }],
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { refusal: 'unavailable', status: 429, retryAfterMs: 7_000 },
    ],
    [500, { refusal: 'unavailable', status: 500 }],
  ])('refuses with %o once, and then issues', async (answer, refusal) => {
    const { backend, ask } = setUp()
    backend.respondWith(answer)
    expect(await ask()).toEqual(refusal)
    expect(await ask()).toHaveProperty('access_token')
  })

  it('fails until it recovers', async () => {
    const { backend, ask } = setUp()
    backend.fail('network-failure')
    backend.respondWith(500)
    expect(await ask()).toMatchObject({ status: 500 })
    await expect(ask()).rejects.toThrow(TypeError)
    backend.recover()
    expect(await ask()).toHaveProperty('access_token')
    expect(backend.requests).toHaveLength(3)
  })

  it('lets its delay pass in the time of the world, asleep or awake', async () => {
    const { world, ask } = setUp({ delayMs: 3_000 })
    const log: string[] = []
    ask().then(() => log.push('answered'))
    await world.advance(2_999)
    expect(log).toEqual([])
    await world.advance(1)
    expect(log).toEqual(['answered'])
    ask().then(() => log.push('answered after sleep'))
    await world.sleep(3_000)
    expect(log).toEqual(['answered', 'answered after sleep'])
  })

  it('holds back answers whose tokens were issued when they were asked for', async () => {
    const { world, backend, ask } = setUp()
    const release = backend.hold()
    let isAnswered = false
    const asked = ask().finally(() => {
      isAnswered = true
    })
    await world.advance(10_000)
    expect(isAnswered).toBe(false)
    expect(backend.issued).toMatchObject([{ issuedAt: 1_000_000 }])
    release()
    expect(await asked).toMatchObject({ issued_at: 1_000 })
  })

  it('counts what is under way at the same time, without what was given up', async () => {
    const { world, backend, ask } = setUp({ delayMs: 1_000 })
    const patience = new AbortController()
    const givenUp = ask(patience.signal).catch(() => 'given up')
    await world.settle()
    patience.abort()
    expect(await givenUp).toBe('given up')
    await world.waitFor(Promise.all([ask(), ask()]))
    expect(backend.inFlight).toMatchObject({ most: 2, mostPerKey: 2 })
  })

  it('never answers when told so, and lets time pass', async () => {
    const { world, backend, ask } = setUp()
    backend.respondWith('never')
    await expect(world.waitFor(ask(), 10_000)).rejects.toThrow('still pending')
  })

  it('sends a slow drip one byte a second, and none to who gives up', async () => {
    const { world, backend, ask } = setUp()
    backend.respondWith('slow-drip', 'slow-drip')
    const patience = new AbortController()
    const asked = ask(patience.signal).catch(error => error.name)
    await world.advance(60_000)
    patience.abort()
    expect(await asked).toBe('AbortError')
    expect(await world.waitFor(ask(), 600_000)).toHaveProperty('access_token', backend.issued[1]?.secret)
    expect(world.trueNow()).toBeGreaterThan(1_000_000 + 60_000 + 100_000)
  })

  it('does not drip into a tab that stands still', async () => {
    const { world, backend } = setUp()
    const tab = world.openTab()
    backend.respondWith('slow-drip')
    const { body } = await tab.environment.fetch(backend.url, { method: 'POST', body: '{}' })
    let heardCount = 0
    body?.pipeTo(
      new WritableStream({
        write: () => {
          heardCount += 1
        },
      }),
    )
    await world.advance(2_000)
    tab.freeze()
    await world.advance(60_000)
    expect(heardCount).toBe(2)
    tab.thaw()
    await world.advance(1_000)
    expect(heardCount).toBe(4)
  })

  it('issues a token that nobody hears of when its answer is lost', async () => {
    const { backend, ask } = setUp()
    backend.respondWith('answer-lost')
    await expect(ask()).rejects.toThrow(TypeError)
    expect(backend.issued).toHaveLength(1)
  })

  it('hands out the same again, as caches do', async () => {
    const { world, backend, ask } = setUp()
    backend.respondWith('same-again')
    const first = await ask()
    await world.advance(50_000)
    backend.respondWith('same-again')
    expect(await ask()).toEqual(first)
    expect(await ask()).not.toEqual(first)
    expect(backend.issued).toHaveLength(2)
  })

  it.each(['seconds', 'date', 'body'] as const)('says in %s when to come back', async form => {
    const { world, backend } = setUp({ clockErrorMs: 3_600_000 })
    backend.respondWith(tooManyRequests(30, form))
    const response = await world.openTab().environment.fetch(backend.url, { method: 'POST', body: '{}' })
    const said = {
      seconds: [429, '30', undefined],
      date: [429, 'Thu, 01 Jan 1970 01:17:10 GMT', undefined],
      body: [429, null, 30],
    }
    const { retry_after } = await response.json()
    expect([response.status, response.headers.get('retry-after'), retry_after]).toEqual(said[form])
  })

  it('goes by a clock of its own, in the answer and in its headers', async () => {
    const { world, backend } = setUp({ clockErrorMs: -400_000, delayMs: 5_000, headers: { age: '300' } })
    const { fetch } = world.openTab().environment
    const response = await world.waitFor(fetch(backend.url, { method: 'POST', body: '{}' }))
    expect(await response.json()).toMatchObject({ issued_at: 600 })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      age: '300',
      date: 'Thu, 01 Jan 1970 00:10:05 GMT',
    })
    expect(backend.issued).toMatchObject([{ issuedAt: 1_000_000 }])
  })

  it('issues to whoever is logged in, and to nobody else', async () => {
    const { backend, ask } = setUp()
    expect(await ask()).toMatchObject({ subject: 'ada' })
    backend.logIn('bob')
    expect(await ask()).toMatchObject({ subject: 'bob' })
    backend.logOut()
    expect(await ask()).toEqual({ refusal: 'signed-out', status: 401 })
    backend.logIn('cy')
    expect(await ask()).toMatchObject({ subject: 'cy' })
    expect(backend.issued.map(({ subject }) => subject)).toEqual(['ada', 'bob', 'cy'])
  })

  it('makes an answer anew by a function, at its own time', async () => {
    const { backend, ask } = setUp({ clockErrorMs: 5 })
    backend.respondWith(({ now }) => Response.json({ access_token: `at.${now}` }))
    expect(await ask()).toEqual({ access_token: 'at.1000005' })
  })

  it.each([
    [undefined, 'yes'],
    [405, 'not-offered'],
    [500, 'failed'],
  ])('hears a sign-out, scripted %s, as %s', async (scripted, answer) => {
    const { world, backend } = setUp()
    if (scripted !== undefined) backend.respondWith(scripted)
    const { fetch } = world.openTab().environment
    const { signal } = new AbortController()
    expect(await backend.source.signOut?.({ signal, fetch })).toBe(answer)
    expect(backend.requests).toMatchObject([{ kind: 'sign-out' }])
  })

  it('gives an answer to a frozen tab when it thaws', async () => {
    const world = createTestWorld()
    const backend = createFakeBackend(world)
    const tab = world.openTab()
    const log: string[] = []
    backend
      .source({ reason: 'first', signal: new AbortController().signal, fetch: tab.environment.fetch })
      .then(() => log.push('answered'))
    tab.freeze()
    await world.settle()
    expect(backend.issued).toHaveLength(1)
    expect(log).toEqual([])
    tab.thaw()
    await world.settle()
    expect(log).toEqual(['answered'])
  })
})
