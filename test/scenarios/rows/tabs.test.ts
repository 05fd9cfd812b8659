import { beforeEach, describe, expect, it } from 'vitest'
import { secretOf } from '../fake-source.js'
import { codeOf, createStoreWorld, type OpenStore, type StoreWorld } from '../store-world.js'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

function begin(lifetimeSec = 60): void {
  ;({ world, backend, open } = createStoreWorld({ lifetimeSec }))
}
beforeEach(() => begin())

const stored = () => JSON.stringify(world.storage.dump())

describe('28 news from another tab', () => {
  it('is not passed on by who hears it', async () => {
    const stores = [open(), open(), open()]
    await world.waitFor(Promise.all(stores.map(({ tokens }) => tokens.getToken())))
    await world.settle()
    const postedBefore = world.channels.posted.length
    await world.advance(32_000)
    const news = stores.flatMap(({ types }) => types())
    expect(news.filter(type => type === 'token-renewed')).toHaveLength(1)
    expect(news.filter(type => type === 'token-adopted').length).toBeGreaterThanOrEqual(2)
    expect(world.channels.posted).toHaveLength(postedBefore + 1)
  })
})

type Step = (tab: OpenStore['tab']) => void
const absences: readonly [where: string, leave: Step, comeBack: Step][] = [
  ['frozen', tab => tab.freeze(), tab => tab.thaw()],
  ['in the back/forward cache', tab => tab.navigateAway('silent'), tab => tab.navigateBack()],
  ['offline', tab => tab.goOffline(), tab => tab.goOnline()],
]

describe('K05 a tab that was away while another signed out', () => {
  it.each(absences)('(%s) has no token for its first call, and asks for none', async (_, leave, comeBack) => {
    begin(3_600)
    const [here, away] = [open(), open()]
    await world.waitFor(Promise.all([here.tokens.getToken(), away.tokens.getToken()]))
    leave(away.tab)
    await world.waitFor(here.tokens.signOut())
    await world.advance(60_000)
    comeBack(away.tab)
    expect(await world.waitFor(codeOf(away.tokens.getToken()))).toBe('signed-out')
    expect(away.tokens.peekToken()).toBeUndefined()
    expect(backend.requests).toHaveLength(1)
  })
})

describe('32, K06 a user who changes in one tab', () => {
  it('leaves no token of the former where another tab was being given one', async () => {
    const { answer } = backend
    backend.answer = request => ({
      ...Object(answer(request)),
      subject: request.number === 1 ? 'ada' : 'bob',
    })
    backend.delayMs = 5_000
    const [first, second] = [open(), open()]
    await world.waitFor(second.tokens.signIn({ subject: 'ada' }))
    const waiting = second.tokens.getToken()
    await world.advance(1_000)
    await world.waitFor(first.tokens.signIn({ subject: 'bob' }))
    await world.advance(30_000)
    expect((await waiting).subject).toBe('bob')
    expect(second.types().filter(type => type === 'subject-changed')).toHaveLength(1)
    expect(stored()).not.toContain(secretOf(1))
    for (const { tokens } of [first, second])
      expect(tokens.sessionState()).toMatchObject({ status: 'active', subject: 'bob' })
  })
})

describe('35 a page that leaves for the back/forward cache in the middle of storing', () => {
  it.each([100, 200, 300, 400, 500])(
    'hands out no token that ended there, and loses none (after %i ms)',
    async afterMs => {
      world.storage.delay(150, 150)
      const { tab, tokens, types } = open()
      const waiting = codeOf(tokens.getToken())
      await world.advance(afterMs)
      tab.navigateAway('silent')
      await world.advance(120_000)
      tab.navigateBack()
      const token = await world.waitFor(tokens.getToken())
      expect(token.expiresAt).toBeGreaterThan(world.clock.now())
      expect(await waiting).toBe('no error')
      await world.advance(1_000)
      expect(stored()).toContain(tokens.peekToken()?.reveal())
      expect(types()).not.toContain('storage-degraded')
    },
  )
})

describe('K03 a page that leaves for the back/forward cache with the lock in its hands', () => {
  it.each(['evicts', 'silent'] as const)('keeps nobody waiting, where the browser %s', async manners => {
    const [leaving, other] = [open(), open()]
    backend.delayMs = 5_000
    void codeOf(leaving.tokens.getToken())
    await world.advance(1_000)
    leaving.tab.navigateAway(manners)
    const startedAt = world.clock.now()
    await world.waitFor(other.tokens.getToken())
    expect(world.clock.now() - startedAt).toBeLessThanOrEqual(6_000)
  })
})

describe('K20 a tab that was discarded', () => {
  it('has its token from storage when it is loaded again', async () => {
    const before = open()
    const token = await world.waitFor(before.tokens.getToken())
    before.tab.crash()
    const again = open()
    expect((await world.waitFor(again.tokens.getToken())).reveal()).toBe(token.reveal())
    expect(again.tokens.scopeState()).toMatchObject({ status: 'live', origin: 'restored' })
    expect(backend.requests).toHaveLength(1)
  })
})

describe('K21 a page that is prerendered', () => {
  it('asks for nothing until it is visited, and for one token then', async () => {
    const tab = world.openTab({ visibility: 'prerendering' })
    const { tokens } = open({ environment: tab.environment })
    const waiting = tokens.getToken()
    await world.advance(60_000)
    expect(backend.requests).toHaveLength(0)
    tab.show()
    expect((await world.waitFor(waiting)).reveal()).toBe(secretOf(1))
    expect(backend.requests).toHaveLength(1)
  })
})

describe('K23 a private window beside a normal one', () => {
  it('shares nothing with it', async () => {
    const normal = open()
    await world.waitFor(normal.tokens.getToken())
    const other = createStoreWorld()
    const secret = other.open()
    await other.world.waitFor(secret.tokens.signOut())
    expect(await other.world.waitFor(codeOf(secret.tokens.getToken()))).toBe('signed-out')
    await world.advance(60_000)
    expect(normal.tokens.sessionState().status).toBe('active')
    expect(other.world.storage.dump()).not.toEqual(world.storage.dump())
  })
})
