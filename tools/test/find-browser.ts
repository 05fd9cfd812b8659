import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { launchChromium } from '../../test/browsers/launch-chromium.js'

/** One way to come by a Chromium: a name for people, and the program's path, if this way leads to one. */
export interface BrowserPlace {
  readonly name: string
  /** Rejects where the way was tried and failed. */
  locate(): Promise<string | undefined>
}

/** What the search ended with. `refused` says of each place that was tried in vain what went wrong. */
export interface BrowserSearch {
  readonly found: { readonly place: string; readonly executablePath: string } | undefined
  readonly refused: readonly string[]
}

/**
 * Goes through `places` in order and takes the first program that really works: a file on disk, or a finished
 * download, is not yet a browser, since its libraries may be missing.
 */
export async function findBrowser(
  places: readonly BrowserPlace[] = browserPlaces(process.env),
  opensPage: (executablePath: string) => Promise<void> = openPage,
): Promise<BrowserSearch> {
  const refused: string[] = []
  for (const place of places) {
    try {
      const executablePath = await place.locate()
      if (executablePath === undefined) continue
      await opensPage(executablePath)
      return { found: { place: place.name, executablePath }, refused }
    } catch (error) {
      refused.push(`${place.name}: ${firstLine(error)}`)
    }
  }
  return { found: undefined, refused }
}

/** The places to look, in order: named by the user, installed, downloaded, from the distribution. */
export function browserPlaces(env: NodeJS.ProcessEnv): readonly BrowserPlace[] {
  return [
    { name: 'named by CHROMIUM', locate: async () => env.CHROMIUM || undefined },
    ...commandNames.map(name => ({
      name: `${name} on the path`,
      locate: async () => programOnPath(name, env),
    })),
    { name: "Playwright's download", locate: downloadByPlaywright },
    { name: "Debian's package", locate: () => installDebianPackage(env) },
  ]
}

const commandNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const downloadDeadlineMs = 60_000
const packageDeadlineMs = 300_000
const run = promisify(execFile)

/** Launches the program headless and opens a page in it; rejects where either fails. */
async function openPage(executablePath: string): Promise<void> {
  const { browser, close } = await launchChromium(executablePath)
  try {
    const page = await browser.newPage()
    await page.goto('data:text/html,<title>ready</title>')
    if ((await page.title()) !== 'ready') throw new Error('opened no page')
  } finally {
    await close()
  }
}

function programOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const candidates = (env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
  return candidates.find(isExecutable)
}

async function downloadByPlaywright(): Promise<string | undefined> {
  const executablePath = chromium.executablePath()
  if (isExecutable(executablePath)) return executablePath
  const commandLine = join(
    dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  )
  console.log("browser: none installed, trying Playwright's download (at most 60 s)")
  await run(process.execPath, [commandLine, 'install', '--no-shell', 'chromium'], {
    timeout: downloadDeadlineMs,
  })
  return executablePath
}

async function installDebianPackage(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || programOnPath('apt-get', env) === undefined) return undefined
  console.log("browser: trying Debian's package")
  const options = { timeout: packageDeadlineMs, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options)
  return programOnPath('chromium', env)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n', 1)
    .join('')
}
