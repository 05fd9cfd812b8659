import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatTab } from './chat-tab.js'
import { type ChatWorld, openChatWorld } from './chat-world.js'

const lifetimeMs = 10_000
let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld({ lifetimeMs })
})
afterAll(() => world.close())

async function enter(name: string): Promise<ChatTab> {
  const tab = await (await world.newPerson()).openTab()
  await tab.signIn(name)
  await tab.isLive()
  await tab.listen('general')
  return tab
}

const texts = async (tab: ChatTab) => (await tab.heard('general')).map(({ text }) => text)
const typesOf = async (tab: ChatTab) => (await tab.events()).map(({ type }) => type)

it('a gateway killed and started again costs one line in the room, with its range', async () => {
  const [ada, bob] = [await enter('ada'), await enter('bob')]
  for (const word of ['one', 'two', 'three']) await bob.say(word)
  await expect.poll(() => texts(ada), { timeout: 10_000 }).toEqual(['one', 'two', 'three'])

  await world.demo.gateway.kill()
  await ada.page.getByRole('status').filter({ hasText: 'Reconnecting' }).first().waitFor()
  await world.demo.gateway.restart()
  await Promise.all([ada.isLive(), bob.isLive()])
  for (const word of ['four', 'five']) await bob.say(word)

  await expect.poll(() => texts(ada), { timeout: 40_000 }).toEqual(['one', 'two', 'three', 'four', 'five'])
  const gaps = (await ada.events()).filter(({ type }) => type === 'discontinuity')
  expect(gaps).toMatchObject([{ topic: 'room-general', from: '4', to: 'end-of-page' }])
  await ada.page
    .getByRole('log', { name: 'Messages' })
    .getByText(/the gateway restarted/)
    .waitFor()
  await ada.page
    .getByRole('list', { name: 'What happened' })
    .getByText(/restarted/)
    .first()
    .waitFor()
})

it('a backend out of order for 20 seconds, twice a token life, is got over without a reload', async () => {
  const [ada, bob] = [await enter('ada2'), await enter('bob2')]
  world.demo.backend.failWith(500)
  await ada.page.waitForTimeout(20_000)
  expect(await typesOf(ada)).toContain('renewal-failed')
  world.demo.backend.failWith(undefined)
  await Promise.all([ada.isLive(), bob.isLive()])
  await expect
    .poll(
      async () =>
        ada.page.evaluate(async () => (await window.recorded.session).tokens.scopeState('lobby').status),
      { timeout: 70_000 },
    )
    .toBe('live')
  await expect
    .poll(() => bob.page.getByRole('textbox', { name: 'Message' }).isEnabled(), { timeout: 70_000 })
    .toBe(true)
  await bob.say('still here')
  await expect.poll(() => texts(ada), { timeout: 70_000 }).toContain('still here')
})
