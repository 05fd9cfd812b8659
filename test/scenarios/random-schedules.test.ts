import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusing } from './fake-source.js'
import { createStoreWorld, type OpenStore, type StoreWorld } from './store-world.js'

// Three tabs of one profile, in which anything happens in any order, on a disk that takes its time. What must hold is
// looked at once everything has come to rest.

const tab = fc.nat(2)
const calm = fc.oneof(
  fc.record({ type: fc.constant('get' as const), tab }),
  fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  fc.record({ type: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 200 }) }),
  fc.record({ type: fc.constant('reload' as const), tab }),
  fc.record({ type: fc.constant('hide' as const), tab }),
)
const storageFails = fc.record({
  type: fc.constant('storage-fails' as const),
  kind: fc.constantFrom('connection-lost' as const, 'quota-exceeded' as const, 'aborted' as const),
  on: fc.constantFrom('read' as const, 'transact' as const),
  write: fc.constantFrom('unknown-but-written' as const, 'unknown-and-lost' as const),
  times: fc.integer({ min: 1, max: 4 }),
})
const clockIsSet = fc.record({
  type: fc.constant('clock-is-set' as const),
  byMs: fc.integer({ min: -7_200_000, max: 7_200_000 }),
})
const wild = fc.oneof(
  { weight: 6, arbitrary: calm },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('freeze' as const, 'thaw' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('reject' as const, 'crash' as const), tab }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('locks-down' as const, 'locks-up' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('storage-down' as const, 'storage-up' as const) }),
  },
  { weight: 2, arbitrary: storageFails },
  { weight: 1, arbitrary: clockIsSet },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('sign-out' as const), tab }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('sign-in' as const),
      tab,
      subject: fc.constantFrom('ada', 'bob'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('sleep' as const), ms: fc.integer({ min: 0, max: 7_200_000 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('backend-down' as const, 'backend-up' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constantFrom('channel-down' as const, 'channel-up' as const) }),
  },
)
type Action =
  | (typeof wild extends fc.Arbitrary<infer T> ? T : never)
  | (typeof calm extends fc.Arbitrary<infer T> ? T : never)

interface Run extends StoreWorld {
  readonly stores: OpenStore[]
  readonly answer: StoreWorld['backend']['answer']
}

/** The backend issues for whoever is signed in at it: the last subject anybody signed in as. */
async function start(seed: number): Promise<Run> {
  const created = createStoreWorld({ seed })
  created.world.storage.delay(0, 80)
  const stores = Array.from({ length: 3 }, () => created.open())
  await created.world.settle()
  return { ...created, stores, answer: created.backend.answer }
}

async function act(run: Run, action: Action): Promise<void> {
  const { world, backend, stores } = run
  const store = 'tab' in action ? stores[action.tab] : stores[0]
  if (store === undefined) return
  const { tokens } = store
  switch (action.type) {
    case 'get':
      return void tokens.getToken().catch(() => {})
    case 'wait':
      return world.advance(action.ms)
    case 'sleep':
      return world.sleep(action.ms)
    case 'reload':
      store.tab.close()
      stores[stores.indexOf(store)] = run.open()
      return
    case 'hide':
      store.tab.hide()
      return store.tab.show()
    case 'freeze':
    case 'thaw':
      return store.tab[action.type]()
    case 'reject': {
      const token = tokens.peekToken()
      return token && tokens.rejected(token)
    }
    case 'sign-out':
      return void tokens.signOut().catch(() => {})
    case 'sign-in':
      backend.answer = request => ({ ...Object(run.answer(request)), subject: action.subject })
      return void tokens.signIn({ subject: action.subject }).catch(() => {})
    case 'backend-down':
      backend.answer = refusing('unavailable')
      return
    case 'backend-up':
      backend.answer = run.answer
      return
    case 'crash':
      store.tab.crash()
      stores[stores.indexOf(store)] = run.open()
      return
    case 'locks-down':
      return world.locks.fail()
    case 'locks-up':
      return world.locks.recover()
    case 'storage-down':
      return world.storage.hang()
    case 'storage-up':
      return world.storage.recover()
    case 'storage-fails':
      return failStorage(run, action)
    case 'clock-is-set':
      return world.jumpWallClock(action.byMs)
    case 'channel-down':
      return world.channels.drop()
    case 'channel-up':
      return world.channels.recover()
  }
}

/** Only a connection that is lost leaves open what became of a write. */
function failStorage({ world }: Run, { kind, write, ...how }: Action & { type: 'storage-fails' }): void {
  world.storage.failNext(kind, kind === 'connection-lost' ? { ...how, write } : how)
}

/** Everything works again, every tab is looked at, and a minute and a half goes by. */
async function comeToRest({ world, stores }: Run): Promise<void> {
  for (const part of [world.channels, world.storage, world.locks]) part.recover()
  for (const { tab } of stores) tab.thaw()
  await world.advance(15_000)
  for (const { tab } of stores) tab.show()
  await world.advance(75_000)
}

/** Until nobody has had a request on its way for a while, and all have heard of the last one. */
async function untilNobodyAsks({ world, stores }: Run): Promise<void> {
  for (let calmMs = 0; calmMs < 1_000; calmMs += 100) {
    await world.advance(100)
    if (stores.some(isAsking)) calmMs = 0
  }
}

function isAsking({ tokens }: OpenStore): boolean {
  const state = tokens.scopeState()
  return state.status === 'issuing' || (state.status === 'live' && state.renewal.phase === 'running')
}

async function play(seed: number, actions: readonly Action[]): Promise<Run> {
  const run = await start(seed)
  for (const action of actions) await act(run, action)
  return run
}

const schedule = <T>(action: fc.Arbitrary<T>) => fc.tuple(fc.integer(), fc.array(action, { maxLength: 25 }))
const OPTIONS = { numRuns: 200, seed: 20_261_121 }
const peeked = ({ stores }: Run) => stores.map(({ tokens }) => tokens.peekToken()?.reveal())

describe('in 200 random schedules', () => {
  it('of tabs that come, go and ask, there are as many requests as generations, and one token in the end', async () => {
    await fc.assert(
      fc.asyncProperty(schedule(calm), async ([seed, actions]) => {
        const generations: number[] = []
        const run = await start(seed)
        const watch = (store: OpenStore) =>
          store.tokens.subscribe(({ type, generation }) => {
            if (/^token-(issued|renewed)$/.test(type)) generations.push(generation ?? 0)
          })
        run.stores.forEach(watch)
        for (const action of actions) {
          const before = [...run.stores]
          // A tab that goes away with a request on its way leaves an answer that nobody stores.
          if (action.type === 'reload') await untilNobodyAsks(run)
          await act(run, action)
          run.stores.filter(store => !before.includes(store)).forEach(watch)
        }
        await comeToRest(run)
        await untilNobodyAsks(run)
        expect(new Set(generations).size).toBe(generations.length)
        expect(run.backend.requests).toHaveLength(generations.length)
        expect(run.backend.mostAtOnce()).toBeLessThanOrEqual(1)
        expect(new Set(peeked(run).filter(Boolean)).size).toBeLessThanOrEqual(1)
      }),
      OPTIONS,
    )
  }, 60_000)

  it('of everything at once, all tabs have the same token in the end, and it is that in storage', async () => {
    await fc.assert(
      fc.asyncProperty(schedule(wild), async ([seed, actions]) => {
        const run = await play(seed, actions)
        run.backend.answer = run.answer
        await comeToRest(run)
        await run.world.waitFor(run.stores[0]?.tokens.signIn({ subject: 'ada' }) ?? expect.fail())
        await run.world.advance(1_000)
        await run.world.waitFor(Promise.all(run.stores.map(({ tokens }) => tokens.getToken())))
        await untilNobodyAsks(run)
        const given = new Set(peeked(run))
        expect(given.size).toBe(1)
        expect(JSON.stringify(run.world.storage.dump())).toContain([...given][0])
      }),
      OPTIONS,
    )
  }, 60_000)

  it('of everything at once, nothing is left of any token after a sign-out: not in memory, storage or a channel', async () => {
    await fc.assert(
      fc.asyncProperty(schedule(wild), tab, async ([seed, actions], last) => {
        const run = await play(seed, actions)
        for (const store of run.stores) store.tab.thaw()
        // A sign-in that is still being written may come after the sign-out, and then is the last word.
        run.world.storage.recover()
        await run.world.advance(65_000)
        await run.world.waitFor(run.stores[last]?.tokens.signOut() ?? expect.fail())
        await comeToRest(run)
        expect(peeked(run)).toEqual([undefined, undefined, undefined])
        expect(run.stores.map(({ tokens }) => tokens.sessionState().status)).toEqual(
          Array(3).fill('signed-out'),
        )
        expect(JSON.stringify([run.world.storage.dump(), run.world.channels.posted])).not.toContain('secret-')
      }),
      OPTIONS,
    )
  }, 60_000)
})
