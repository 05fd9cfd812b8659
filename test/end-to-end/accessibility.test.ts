import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChatWorld, openChatWorld } from './chat-world.js'

let world: ChatWorld

beforeAll(async () => {
  world = await openChatWorld()
})
afterAll(() => world.close())

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

const sizes = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const cases = (['light', 'dark'] as const).flatMap(theme =>
  (['desktop', 'phone'] as const).flatMap(size =>
    (['member', 'guest'] as const).map(role => ({ theme, size, role })),
  ),
)

it.each(cases)('the chat can be used by everybody: $theme, $size, $role', async ({ theme, size, role }) => {
  const { openTab } = await world.newPerson()
  const tab = await openTab()
  await tab.page.emulateMedia({ colorScheme: theme })
  await tab.page.setViewportSize(sizes[size])
  expect(await violations(tab.page)).toEqual([])
  await tab.signIn(`${role}-${theme}`, role)
  await tab.isLive()
  expect(await violations(tab.page)).toEqual([])
  const isWider = await tab.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(isWider).toBe(false)
})

it('a visit by localhost ends on the address that the cookie belongs to', async () => {
  const { context } = await world.newPerson()
  const page = await context.newPage()
  await page.goto(world.demo.url.replace('127.0.0.1', 'localhost'))
  expect(page.url()).toBe(world.demo.url)
})
