import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChatTab } from './chat-tab.js'
import { type ChatWorld, issuedTokens, openChatWorld } from './chat-world.js'

let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld()
})
afterAll(() => world.close())

/** The token as the app's own transport would send it. Never leaves the test. */
function tokenOf(tab: ChatTab): Promise<string> {
  return tab.page.evaluate(async () => {
    const { tokens } = await window.recorded.session
    return (await tokens.getToken('lobby')).reveal()
  })
}

/** Everything this page can find in its storages. */
function stored(tab: ChatTab): Promise<string> {
  return tab.page.evaluate(async () => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const all = (database: IDBDatabase, store: string) =>
      new Promise<unknown[]>(resolve => {
        const request = database.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      })
    const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await open(name)
      for (const store of database.objectStoreNames) found.push(await all(database, store))
      database.close()
    }
    return JSON.stringify(found)
  })
}

it('signing out and in as someone else leaves the first token in no tab and no storage', async () => {
  const person = await world.newPerson()
  const first = await person.openTab()
  await first.signIn('ada')
  const second = await person.openTab()
  await Promise.all([first.isLive(), second.isLive()])
  const before = await tokenOf(first)
  expect(await tokenOf(second)).toBe(before)
  expect(await stored(second)).toContain(before)

  await first.signOut()
  for (const tab of [first, second]) await tab.page.getByRole('button', { name: 'Sign in' }).waitFor()
  for (const tab of [first, second]) {
    expect(await stored(tab)).not.toContain(before)
    expect(
      await tab.page.evaluate(async () => (await window.recorded.session).tokens.peekToken('lobby')),
    ).toBeUndefined()
  }

  await second.signIn('bob')
  for (const tab of [first, second]) {
    await tab.isLive()
    await tab.page.getByRole('region', { name: 'You' }).getByText('bob', { exact: true }).waitFor()
    expect(await tokenOf(tab)).not.toBe(before)
    expect(await stored(tab)).not.toContain(before)
  }
})

it('a reload needs no token request, although the app signs in on every load', async () => {
  const tab = await (await world.newPerson()).openTab()
  await tab.signIn('eve')
  await tab.isLive()
  const hasBoth = () =>
    tab.page.evaluate(async () => {
      const { tokens } = await window.recorded.session
      return tokens.peekToken('lobby') !== undefined && tokens.peekToken('profile') !== undefined
    })
  await expect.poll(hasBoth).toBe(true)
  const before = issuedTokens(world.demo).at(-1)
  await tab.page.reload()
  await tab.isLive()
  await expect.poll(hasBoth).toBe(true)
  expect(issuedTokens(world.demo).at(-1)).toBe(before)
  expect((await tab.events()).map(({ type }) => type)).not.toContain('token-issued')
})

it('a guest reads along, is told why there is no writing, and gets 403 for trying', async () => {
  const [host, guest] = [await world.newPerson(), await world.newPerson()]
  const member = await host.openTab()
  await member.signIn('grace')
  const tab = await guest.openTab()
  await tab.signIn('tom', 'guest')
  await Promise.all([member.isLive(), tab.isLive()])

  const box = tab.page.getByRole('textbox', { name: 'Message' })
  expect(await box.isDisabled()).toBe(true)
  expect(
    await box.evaluate(
      node => document.getElementById(node.getAttribute('aria-describedby') ?? '')?.textContent,
    ),
  ).toMatch(/guest/i)
  await member.say('hello, tom')
  await tab.page.getByRole('log', { name: 'Messages' }).getByText('hello, tom').waitFor()

  const key = apiKeyOf(await tokenOf(tab))
  expect(await publish(key)).toBe(403)
  expect(await publish(apiKeyOf(await tokenOf(member)))).toBe(204)
})

it('a token tampered with is refused by the gateway', async () => {
  const person = await world.newPerson()
  const tab = await person.openTab()
  await tab.signIn('mallory')
  await tab.isLive()
  const key = apiKeyOf(await tokenOf(tab))
  const [header, payload, signature = ''] = key.split('.')
  const flipped = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`
  expect(await publish(`${header}.${payload}.${flipped}`)).toBe(401)
  expect(await publish('')).toBe(401)
})

function apiKeyOf(token: string): string {
  return JSON.parse(atob(token)).api_key
}

async function publish(key: string): Promise<number> {
  const headers = { authorization: key, 'content-type': 'text/plain' }
  const { status } = await fetch(`${world.demo.gateway.url}/topics/chat/room-general`, {
    method: 'POST',
    headers,
    body: 'by hand',
  })
  return status
}
