import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChatWorld, openChatWorld } from './chat-world.js'
import { type FreezableTab, openFreezableTab } from './freezable-tab.js'

const lifetimeMs = 10_000
let world: ChatWorld
let ada: FreezableTab

beforeAll(async () => {
  world = await openChatWorld({ lifetimeMs })
  ada = await openFreezableTab(world.demo.url)
})
afterAll(async () => {
  await ada.close()
  await world.close()
})

it('a tab frozen across an expiry goes on where it was', async () => {
  const bob = await (await world.newPerson()).openTab()
  await bob.signIn('bob')
  await bob.isLive()
  await ada.signIn('ada')
  await ada.listen('general')
  const texts = async () => (await ada.heard('general')).map(({ text }) => text)
  await bob.say('before')
  await expect.poll(texts, { timeout: 10_000 }).toEqual(['before'])

  await ada.freeze()
  const frozenAt = Date.now()
  await bob.say('meanwhile')
  await pause(1.5 * lifetimeMs)
  expect(await texts()).toEqual(['before'])
  expect((await ada.events()).filter(({ at }) => at > frozenAt + 500)).toEqual([])

  await ada.thaw()
  await expect.poll(texts, { timeout: 20_000 }).toEqual(['before', 'meanwhile'])
  await bob.say('after')
  await expect.poll(texts, { timeout: 20_000 }).toEqual(['before', 'meanwhile', 'after'])
  const types = (await ada.events()).filter(({ at }) => at > frozenAt).map(({ type }) => type)
  expect(types).toContain('token-renewed')
  expect(types).not.toContain('discontinuity')
})
