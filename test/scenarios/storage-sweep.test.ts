import { beforeEach, describe, expect, it } from 'vitest'
import { createStoreWorld, type StoreWorld } from './store-world.js'

const DATABASE = 'hallpass-test'

let world: StoreWorld['world']
let backend: StoreWorld['backend']
let open: StoreWorld['open']

beforeEach(() => {
  ;({ world, backend, open } = createStoreWorld())
})

const tokenOf = (endsAt: number, generation = 1) => ({
  ...{ epoch: 5, generation, secret: 'secret-of-before', issuedAt: endsAt - 60_000, lifetimeMs: 60_000 },
})

function plant(count: number, record: object): void {
  world.storage.plant(DATABASE, 'session', { epoch: 5, signedInAt: 1 })
  for (let index = 0; index < count; index++) world.storage.plant(DATABASE, `token:${index}`, record)
}

const keys = () => Object.keys(world.storage.dump()[DATABASE] ?? {})

describe('B45 ten thousand stale tokens', () => {
  it('are deleted once a token has been brought, which waits for none of it', async () => {
    plant(10_000, tokenOf(world.clock.now() - 90_000_000))
    world.storage.delay(10, 10)
    const { tokens } = open()
    const startedAt = world.clock.now()
    await world.waitFor(tokens.getToken())
    expect(world.clock.now() - startedAt).toBeLessThan(200)
    await world.advance(1_000)
    expect(keys()).toEqual(['session', 'token:'])
  })
})

describe('the database', () => {
  it('holds a hundred tokens at most, the ones that live longest', async () => {
    plant(150, tokenOf(world.clock.now() + 30_000))
    await world.waitFor(open().tokens.getToken())
    await world.settle()
    expect(keys()).toHaveLength(101)
    expect(keys()).toContain('token:')
  })

  it('is left alone by a store that is gone', async () => {
    plant(150, tokenOf(world.clock.now() + 30_000))
    const { tokens } = open()
    void tokens.getToken().catch(() => {})
    await world.advance(50)
    tokens.dispose()
    await world.advance(1_000)
    expect(keys().length).toBeGreaterThanOrEqual(151)
  })
})

describe('B41 storage that can be read and never written', () => {
  it.each([100, 3_000, 9_000])(
    'takes a token from nobody who has it (a backend that takes %i ms)',
    async delayMs => {
      backend.delayMs = delayMs
      world.storage.failNext('unavailable', { on: 'write', times: Number.POSITIVE_INFINITY })
      const { tokens } = open()
      await world.waitFor(tokens.getToken(), 120_000)
      for (let passedMs = 0; passedMs < 300_000; passedMs += 500) {
        await world.advance(500)
        expect(tokens.peekToken()).toBeDefined()
      }
    },
  )
})
