import puppeteer, { type Browser, type BrowserContext, type LaunchOptions, type Page } from 'puppeteer-core'
import { chromiumArguments } from './chromium-arguments.js'
import {
  type BrowserProfile,
  browserDeadlineMs,
  type Freezing,
  type RealBrowser,
  type Tab,
} from './real-browser.js'

/** A Chromium that leaves its tabs alone: those behind others are hidden, and can be frozen. */
export function launchFreezableChromium(executablePath: string): Promise<RealBrowser> {
  return launch({ browser: 'chrome', executablePath, args: [...chromiumArguments] }, freezingOf)
}

/** A Firefox, over WebDriver BiDi. */
export function launchFirefox(executablePath: string): Promise<RealBrowser> {
  return launch({ browser: 'firefox', executablePath }, async () => undefined)
}

type FindFreezing = (page: Page) => Promise<Freezing | undefined>

async function launch(options: LaunchOptions, findFreezing: FindFreezing): Promise<RealBrowser> {
  const deadlines = { timeout: browserDeadlineMs, protocolTimeout: browserDeadlineMs }
  const browser: Browser = await puppeteer.launch({ ...options, ...deadlines })
  return {
    newProfile: async () => profileOf(await browser.createBrowserContext(), findFreezing),
    close: () => browser.close(),
  }
}

function profileOf(context: BrowserContext, findFreezing: FindFreezing): BrowserProfile {
  return {
    async openTab(url) {
      const page = await context.newPage()
      await page.goto(url, { timeout: browserDeadlineMs })
      return tabOf(page, await findFreezing(page))
    },
    close: () => context.close(),
  }
}

function tabOf(page: Page, freezing: Freezing | undefined): Tab {
  return {
    evaluate: async inPage => page.evaluate(inPage),
    async reload() {
      await page.reload({ timeout: browserDeadlineMs })
    },
    close: () => page.close(),
    freezing,
  }
}

async function freezingOf(page: Page): Promise<Freezing> {
  const devtools = await page.createCDPSession()
  const setLifecycle = (state: 'frozen' | 'active') => devtools.send('Page.setWebLifecycleState', { state })
  return { freeze: () => setLifecycle('frozen'), thaw: () => setLifecycle('active') }
}
