import puppeteer, { type Page } from 'puppeteer-core'
import { chromiumArguments } from '../browsers/chromium-arguments.js'
import { type HeardItem, type RecordedEvent, recordInPage } from './record-in-page.js'

/**
 * A chat tab that can be frozen for real. Playwright keeps every page it opens visible, and Chromium freezes none that
 * is; this one is driven by puppeteer, which leaves that alone.
 */
export interface FreezableTab {
  signIn(name: string): Promise<void>
  listen(room: string): Promise<void>
  heard(room: string): Promise<HeardItem[]>
  events(): Promise<RecordedEvent[]>
  /** Stops the tab's code, as browsers do with tabs in the background. */
  freeze(): Promise<void>
  thaw(): Promise<void>
  close(): Promise<void>
}

export async function openFreezableTab(url: string): Promise<FreezableTab> {
  const executablePath = process.env.CHROMIUM ?? ''
  const browser = await puppeteer.launch({ executablePath, args: [...chromiumArguments] })
  const page = await browser.newPage()
  await page.evaluateOnNewDocument(recordInPage)
  await page.goto(url)
  const devtools = await page.createCDPSession()
  const setLifecycle = (state: 'frozen' | 'active') => devtools.send('Page.setWebLifecycleState', { state })
  return {
    signIn: name => signIn(page, name),
    listen: room => page.evaluate(name => window.recorded.listen(name), room),
    heard: room => page.evaluate(name => window.recorded.heard[name] ?? [], room),
    events: () => page.evaluate(() => window.recorded.events),
    freeze: () => setLifecycle('frozen'),
    thaw: () => setLifecycle('active'),
    close: () => browser.close(),
  }
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.locator('::-p-aria([name="Name"][role="textbox"])').fill(name)
  await page.locator('::-p-aria([name="Sign in"][role="button"])').click()
  await page.locator('::-p-aria([name="Message"][role="textbox"])').wait()
}
