import { findSecretWindows } from '@hallpass/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChatWorld, openChatWorld, type Person } from './chat-world.js'

const lifetimeMs = 5_000
let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld({ lifetimeMs })
})
afterAll(() => world.close())

/** Everything a page lets out, collected from before its first script: names, messages, console, errors. */
function collectInPage(): void {
  const said: string[] = []
  Object.assign(window, { said })
  const note = (...values: unknown[]) => {
    for (const value of values) {
      try {
        said.push(typeof value === 'string' ? value : `${JSON.stringify(value)} ${String(value)}`)
      } catch {
        said.push(String(value))
      }
    }
  }
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const print = console[level]
    console[level] = (...values) => {
      note(...values)
      print(...values)
    }
  }
  const { postMessage } = BroadcastChannel.prototype
  BroadcastChannel.prototype.postMessage = function (message) {
    note(this.name, message)
    postMessage.call(this, message)
  }
  const { request } = navigator.locks
  navigator.locks.request = function (this: LockManager, name: string, ...rest: unknown[]) {
    note(name)
    return Reflect.apply(request, navigator.locks, [name, ...rest])
  } as LockManager['request']
  addEventListener('error', event => note(event.message, event.error?.stack))
  addEventListener('unhandledrejection', event => note(event.reason, event.reason?.stack))
}

/** Waits through renewals, an outage and refusals, and tells every secret that was handed out meanwhile. */
async function live(person: Person): Promise<{ secrets: string[]; haystacks: Record<string, string> }> {
  const urls: string[] = []
  await person.context.addInitScript(collectInPage)
  person.context.on('request', request => urls.push(request.url()))
  const tab = await person.openTab()
  await tab.signIn('ada')
  await tab.isLive()
  const { page } = tab
  const secrets = new Set<string>()
  const printed: string[] = []
  for (let round = 0; round < 15; round++) {
    if (round === 3) world.demo.backend.failWith(500)
    if (round === 6) world.demo.backend.failWith(undefined)
    if (round === 8) await world.demo.gateway.kill()
    if (round === 9) await world.demo.gateway.restart()
    await tab.say(`round ${round}`)
    const found = await page.evaluate(
      async isRefused => {
        const session = await window.recorded.session
        const token = session.tokens.peekToken('lobby')
        const others = [session.tokens.peekToken('profile')?.reveal()]
        if (token && isRefused) session.tokens.rejected(token)
        const state = [session.tokens.scopeState('lobby'), session.tokens.sessionState()]
        return {
          secrets: [token?.reveal(), ...others],
          printed: [String(token), JSON.stringify({ token, state })].join(),
        }
      },
      round % 4 === 1,
    )
    for (const secret of found.secrets) if (secret) secrets.add(secret)
    printed.push(found.printed)
    await page.waitForTimeout(1_000)
  }
  const inPage = await page.evaluate(async () => ({
    said: JSON.stringify((window as unknown as { said: string[] }).said),
    events: JSON.stringify(window.recorded.events),
    page: document.documentElement.outerHTML,
    stores: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    names: JSON.stringify([await indexedDB.databases(), await navigator.locks.query(), await caches.keys()]),
  }))
  await tab.signOut()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  const haystacks = {
    ...inPage,
    urls: urls.join('\n'),
    printed: printed.join('\n'),
    metrics: world.demo.backend.metrics(),
  }
  return { secrets: [...secrets], haystacks }
}

/** What of a token nobody could know: its signature, and its random name. The rest of a JWT is no secret by itself. */
function randomParts(token: string): string[] {
  const [, claims = '', signature = ''] = JSON.parse(atob(token)).api_key.split('.')
  return [signature, JSON.parse(atob(claims)).jti]
}

it('no 8 characters of a token are in any name, message, event, URL, page or console', async () => {
  const { secrets, haystacks } = await live(await world.newPerson())
  expect(secrets.length).toBeGreaterThan(2)
  for (const [name, text] of Object.entries(haystacks)) expect(`${name} ${text.length}`).not.toBe(`${name} 0`)
  expect(findSecretWindows(haystacks, secrets.flatMap(randomParts), 8)).toEqual([])
})

it('the search finds a token that was let out', () => {
  const leak = `x${'abcdefghijkl'.slice(2, 10)}y`
  expect(findSecretWindows({ leak }, ['abcdefghijkl'], 8)).not.toEqual([])
})
