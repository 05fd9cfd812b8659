import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatTab } from './chat-tab.js'
import { type ChatWorld, issuedTokens, openChatWorld } from './chat-world.js'

const lifetimeMs = 10_000
const runMs = 45_000
const everyMs = 200

let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld({ lifetimeMs })
})
afterAll(() => world.close())

it('two tabs of one user and a third user lose nothing over four token lifetimes', async () => {
  const [ada, bob] = [await world.newPerson(), await world.newPerson()]
  const first = await ada.openTab()
  await first.signIn('ada')
  const second = await ada.openTab()
  const third = await bob.openTab()
  await third.signIn('bob')
  const tabs = [first, second, third]
  for (const tab of tabs) {
    await tab.isLive()
    await tab.listen('general')
  }

  const said = await talk(third)
  await expect.poll(async () => (await first.heard('general')).length, { timeout: 10_000 }).toBe(said.length)

  for (const tab of tabs) {
    await expect.poll(async () => (await tab.heard('general')).length).toBe(said.length)
    const heard = await tab.heard('general')
    expect(heard.map(({ text }) => text)).toEqual(said)
    expect(sequenceNumbers(heard.map(({ id }) => id))).toEqual(said.map((_, index) => index + 1))
    expect((await tab.events()).filter(({ type }) => type === 'discontinuity')).toEqual([])
    await tab.page
      .getByRole('log', { name: 'Messages' })
      .getByText(said.at(-1) ?? '', { exact: true })
      .waitFor()
  }

  await expectSharedTokens([first, second], issuedTokens(world.demo)[0])
  await expectSharedTokens([third], issuedTokens(world.demo)[1])
})

/** Says something five times a second, and returns what was said. */
async function talk(tab: ChatTab): Promise<string[]> {
  const said: string[] = []
  const startedAt = Date.now()
  while (Date.now() - startedAt < runMs) {
    const text = `word ${said.length + 1}`
    await tab.say(text)
    said.push(text)
    await tab.page.waitForTimeout(Math.max(0, startedAt + said.length * everyMs - Date.now()))
  }
  return said
}

function sequenceNumbers(ids: readonly string[]): number[] {
  return ids.map(id => Number(id.split(':')[1]))
}

/** Each token was issued once, by one of the tabs, and adopted by the others; the endpoint counts the same. */
async function expectSharedTokens(tabs: readonly ChatTab[], requests: number | undefined): Promise<void> {
  const logs = await Promise.all(tabs.map(tab => tab.events()))
  expect(logs.flat().filter(({ type }) => type === 'storage-degraded')).toEqual([])
  const named = (types: string[]) =>
    logs
      .flat()
      .filter(({ type }) => types.includes(type))
      .map(({ scope, generation }) => `${scope} ${generation}`)
  const issued = named(['token-issued', 'token-renewed'])
  const scopes = new Set(issued.map(name => name.split(' ')[0]))
  expect(new Set(issued).size).toBe(issued.length)
  expect(requests).toBe(issued.length)
  expect(issued.length).toBe(scopes.size + named(['token-renewed']).length)
  expect(named(['token-renewed']).length).toBeGreaterThanOrEqual(4 * scopes.size)
  if (tabs.length === 1) return
  const renewed = named(['token-renewed'])
  const adopted = named(['token-adopted'])
  expect(new Set(adopted).size).toBe(adopted.length)
  expect(renewed.filter(name => !adopted.includes(name))).toEqual([])
}
