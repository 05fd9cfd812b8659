import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatTab } from './chat-tab.js'
import { type ChatWorld, openChatWorld } from './chat-world.js'

const rooms = Array.from({ length: 20 }, (_, index) => `crowd-${index}`)
const rounds = 15
const longestCallMs = 1_000
const longestDeliveryMs = 10_000

let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld({ lifetimeMs: 20_000 })
})
afterAll(() => world.close())

it('20 topics in each of two tabs deliver everything in order, and hold up no other call', async () => {
  const [ada, bob] = [await world.newPerson(), await world.newPerson()]
  const first = await ada.openTab()
  await first.signIn('ada')
  const second = await ada.openTab()
  const publisher = await bob.openTab()
  await publisher.signIn('bob')
  const tabs = [first, second]
  await Promise.all([...tabs, publisher].map(tab => tab.isLive()))
  await Promise.all(tabs.map(tab => Promise.all(rooms.map(room => tab.listen(room)))))

  const calls = Promise.all(tabs.map(callForAWhile))
  const published = await publishRounds(publisher)
  for (const tab of tabs) {
    for (const room of rooms) await expectDelivered(tab, room, published.get(room) ?? [])
  }
  const durations = (await calls).flat()
  expect(durations.length).toBeGreaterThan(20)
  expect(Math.max(...durations)).toBeLessThan(longestCallMs)
})

interface Published {
  readonly text: string
  readonly atMs: number
}

/** A message to every room, round after round. */
async function publishRounds(tab: ChatTab): Promise<Map<string, Published[]>> {
  const log = await tab.page.evaluate(
    async ({ rooms, rounds }) => {
      const session = await window.recorded.session
      const published: [string, { text: string; atMs: number }][] = []
      for (let round = 0; round < rounds; round++) {
        for (const room of rooms) {
          const text = `${room} ${round}`
          const message = JSON.stringify({ from: 'bob', text, sentAt: Date.now() })
          const atMs = Date.now()
          await session.topic('chat', `room-${room}`).publish(message)
          published.push([room, { text, atMs }])
        }
        await new Promise(resolve => setTimeout(resolve, 1_000))
      }
      return published
    },
    { rooms, rounds },
  )
  return new Map(rooms.map(room => [room, log.filter(([name]) => name === room).map(([, one]) => one)]))
}

/** Cache calls and fresh tokens, over and over; how long each took. */
function callForAWhile(tab: ChatTab): Promise<number[]> {
  return tab.page.evaluate(async rounds => {
    const session = await window.recorded.session
    const durations: number[] = []
    const timed = async (call: () => Promise<unknown>) => {
      const startedAt = performance.now()
      await call()
      durations.push(performance.now() - startedAt)
    }
    for (let round = 0; round < rounds; round++) {
      await timed(() => session.cache('profiles').get('ada'))
      await timed(() => session.tokens.getToken('lobby'))
      if (round % 5 === 4) {
        session.tokens.rejected(await session.tokens.getToken('profile'))
        await timed(() => session.tokens.getToken('profile'))
      }
      await new Promise(resolve => setTimeout(resolve, 1_000))
    }
    return durations
  }, rounds)
}

async function expectDelivered(tab: ChatTab, room: string, published: readonly Published[]): Promise<void> {
  await expect
    .poll(async () => (await tab.heard(room)).length, { timeout: longestDeliveryMs })
    .toBe(published.length)
  const heard = await tab.heard(room)
  expect(heard.map(({ text }) => text)).toEqual(published.map(({ text }) => text))
  const delays = heard.map(({ atMs }, index) => atMs - (published[index]?.atMs ?? 0))
  expect(Math.max(...delays)).toBeLessThan(longestDeliveryMs)
}
