import { type BrowserName, browserVariables, namedProgram } from './browser-names.js'
import { launchFirefox, launchFreezableChromium } from './puppeteer-browser.js'
import type { RealBrowser } from './real-browser.js'
import { launchWebKit } from './webkit-browser.js'

const launchers: Readonly<Record<BrowserName, (program: string) => Promise<RealBrowser>>> = {
  chromium: launchFreezableChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
}

/**
 * Launches a browser: the one its environment variable names, which the test command sets once it has found one that
 * works. Of WebKit it is the driver's program; that starts the browser.
 *
 * @throws Error when the variable is not set, or what it names does not start
 */
export async function launchBrowser(
  name: BrowserName,
  program: string | undefined = namedProgram(name),
): Promise<RealBrowser> {
  if (program !== undefined) return launchers[name](program)
  throw new Error(`${browserVariables[name]} names no browser: run the tests by their command, or set it`)
}
