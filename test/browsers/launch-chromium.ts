import { type Browser, chromium } from 'playwright-core'
import { namedProgram } from './browser-names.js'
import { chromiumArguments } from './chromium-arguments.js'

/** A running Chromium, and what ends it. */
export interface LaunchedChromium {
  readonly browser: Browser
  close(): Promise<void>
}

/**
 * Launches the Chromium in which the app is used: the one named by `CHROMIUM`, which the test command sets once it
 * has found one that works.
 *
 * @throws Error when `CHROMIUM` is not set, or what it names does not start
 */
export async function launchChromium(): Promise<LaunchedChromium> {
  const executablePath = namedProgram('chromium')
  if (!executablePath) throw new Error('CHROMIUM names no browser: run the tests by their command, or set it')
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumArguments],
    timeout: launchDeadlineMs,
  })
  return { browser, close: () => browser.close() }
}

const launchDeadlineMs = 30_000
