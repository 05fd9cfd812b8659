import type { Browser, Page } from 'playwright-core'
import type { ClientInTab } from '../pages/client-in-tab.js'
import type { PageName } from './build-pages.js'
import type { ServedPages } from './serve-pages.js'

/** What twenty tabs that start at one instant come to, until each of them has a token. */
export interface TabsOutcome {
  readonly requestCount: number
  readonly tokenCount: number
  readonly firstMs: number
  readonly allMs: number
}

/** Time for the word to reach every tab before the instant comes. */
const leadMs = 1000

/** Opens the tabs on a profile of their own, loads the client in each, and lets them start together. */
export async function startTabsAtOnce(
  browser: Browser,
  served: ServedPages,
  page: PageName,
  tabCount: number,
): Promise<TabsOutcome> {
  const context = await browser.newContext()
  try {
    const tabs = await Promise.all(Array.from({ length: tabCount }, () => context.newPage()))
    await Promise.all(tabs.map(tab => openClient(tab, served.origin, page)))
    await tabs[0]?.evaluate(async path => (await import(path)).client.prepare(), `/${page}.js`)
    served.takeRequestCount()
    const instant = Date.now() + leadMs
    const results = await Promise.all(tabs.map(tab => start(tab, page, instant)))
    const times = results.map(({ doneAt }) => doneAt - instant)
    return {
      requestCount: served.takeRequestCount(),
      tokenCount: new Set(results.map(({ token }) => token)).size,
      firstMs: Math.min(...times),
      allMs: Math.max(...times),
    }
  } finally {
    await context.close()
  }
}

async function openClient(tab: Page, origin: string, page: PageName): Promise<void> {
  await tab.goto(`${origin}/${page}`)
  await tab.evaluate(path => import(path), `/${page}.js`)
}

interface TabResult {
  readonly token: string
  /** Wall clock, epoch milliseconds. */
  readonly doneAt: number
}

/** Waits in the tab for the instant. */
function start(tab: Page, page: PageName, instant: number): Promise<TabResult> {
  return tab.evaluate(
    async ({ path, instant }) => {
      const { client }: { client: ClientInTab } = await import(path)
      await new Promise(resolve => setTimeout(resolve, instant - Date.now()))
      const token = await client.start()
      return { token, doneAt: Date.now() }
    },
    { path: `/${page}.js`, instant },
  )
}
