import type { BrowserName } from '../../test/browsers/browser-names.js'
import { launchBrowser } from '../../test/browsers/launch-browser.js'
import { type BrowserPlace, browserPlaces } from './browser-places.js'

/** What the search for a browser ended with. `refused` says of each place that was tried in vain what went wrong. */
export interface BrowserSearch {
  readonly browser: BrowserName
  readonly found: { readonly place: string; readonly executablePath: string } | undefined
  readonly refused: readonly string[]
}

/**
 * Goes through `places` in order and takes the first program that really works: a file on disk, or a finished
 * download, is not yet a browser, since its libraries may be missing.
 */
export async function findBrowser(
  browser: BrowserName,
  places: readonly BrowserPlace[] = browserPlaces(browser, process.env),
  opensPage: (browser: BrowserName, executablePath: string) => Promise<void> = openPage,
): Promise<BrowserSearch> {
  const refused: string[] = []
  for (const place of places) {
    try {
      const executablePath = await place.locate()
      if (executablePath === undefined) continue
      await opensPage(browser, executablePath)
      return { browser, found: { place: place.name, executablePath }, refused }
    } catch (error) {
      refused.push(`${place.name}: ${firstLine(error)}`)
    }
  }
  return { browser, found: undefined, refused }
}

/** Launches the program and opens a page in it; rejects where either fails. */
async function openPage(name: BrowserName, executablePath: string): Promise<void> {
  const browser = await launchBrowser(name, executablePath)
  try {
    const profile = await browser.newProfile()
    const tab = await profile.openTab('data:text/html,<title>ready</title>')
    if ((await tab.evaluate(() => document.title)) !== 'ready') throw new Error('opened no page')
  } finally {
    await browser.close()
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n', 1)
    .join('')
}
