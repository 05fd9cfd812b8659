import type { Browser, BrowserContext } from 'playwright-core'
import { type Demo, type DemoOptions, startDemo } from '../../tools/demo/demo.js'
import { launchChromium } from '../browsers/launch-chromium.js'
import { type ChatTab, openChatTab } from './chat-tab.js'

/** The whole demo with a real browser in front of it: gateway, backend, app. */
export interface ChatWorld {
  readonly demo: Demo
  readonly browser: Browser
  /** Somebody at a browser of their own: a context shares storage and cookies with nobody. */
  newPerson(): Promise<Person>
  close(): Promise<void>
}

export interface Person {
  readonly context: BrowserContext
  openTab(): Promise<ChatTab>
}

export async function openChatWorld(options: DemoOptions = {}): Promise<ChatWorld> {
  const anyPorts = { gateway: 0, backend: 0, app: 0 }
  const demo = await startDemo({ ports: anyPorts, labelSessions: true, opensModules: true, ...options })
  const { browser, close } = await launchChromium()
  return {
    demo,
    browser,
    async newPerson() {
      const context = await browser.newContext()
      return { context, openTab: async () => openChatTab(await context.newPage(), demo.url) }
    },
    async close() {
      await close()
      await demo.stop()
    },
  }
}

/** How many tokens the endpoint has issued to each login so far, in the order they first asked. */
export function issuedTokens(demo: Demo): readonly number[] {
  const series = /^token_requests_total\{outcome="issued",session="[^"]+"\} (\d+)$/gm
  return [...demo.backend.metrics().matchAll(series)].map(([, count]) => Number(count))
}
