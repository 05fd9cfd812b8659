import type { Page } from 'playwright-core'
import { type HeardItem, type RecordedEvent, recordInPage } from './record-in-page.js'

/** One tab with the chat in it, used as a person uses it: by roles and names. */
export interface ChatTab {
  readonly page: Page
  signIn(name: string, role?: 'member' | 'guest'): Promise<void>
  signOut(): Promise<void>
  /** The chat is there and its room is live. */
  isLive(): Promise<void>
  say(text: string): Promise<void>
  /** Everything the session reported since the page was loaded. */
  events(): Promise<RecordedEvent[]>
  /** Follows a room from now on by the public API; `heard` tells what came, in order. */
  listen(room: string): Promise<void>
  heard(room: string): Promise<HeardItem[]>
}

export async function openChatTab(page: Page, url: string): Promise<ChatTab> {
  await page.addInitScript(recordInPage)
  await page.goto(url)
  return chatTab(page)
}

function chatTab(page: Page): ChatTab {
  return {
    page,
    async signIn(name, role = 'member') {
      await page.getByRole('textbox', { name: 'Name' }).fill(name)
      await page.getByRole('radio', { name: role === 'guest' ? /^Guest/ : /^Member/ }).check({ force: true })
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
    signOut: () => page.getByRole('button', { name: 'Sign out' }).click(),
    // The longest backoff is a minute: whoever failed often may be that late.
    isLive: () => page.getByRole('status').filter({ hasText: 'Live' }).first().waitFor({ timeout: 70_000 }),
    async say(text) {
      const box = page.getByRole('textbox', { name: 'Message' })
      await box.fill(text)
      await box.press('Enter')
    },
    events: () => page.evaluate(() => window.recorded.events),
    listen: room => page.evaluate(name => window.recorded.listen(name), room),
    heard: room => page.evaluate(name => window.recorded.heard[name] ?? [], room),
  }
}
