import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { type BrowserName, browserVariables, namedProgram } from '../../test/browsers/browser-names.js'
import { installDebianPackages } from './install-debian-packages.js'
import { isExecutable, programOnPath } from './program-on-path.js'

/** One way to come by a browser: a name for people, and the program's path, if this way leads to one. */
export interface BrowserPlace {
  readonly name: string
  /** Rejects where the way was tried and failed. */
  locate(): Promise<string | undefined>
}

/** The places to look for a browser, in order: named by the user, installed, downloaded, from the distribution. */
export function browserPlaces(browser: BrowserName, env: NodeJS.ProcessEnv): readonly BrowserPlace[] {
  const { commands, packages } = distribution[browser]
  return [
    { name: `named by ${browserVariables[browser]}`, locate: async () => namedProgram(browser, env) },
    ...commands.map(name => ({ name: `${name} on the path`, locate: async () => programOnPath(name, env) })),
    ...(browser === 'chromium' ? [{ name: "Playwright's download", locate: downloadByPlaywright }] : []),
    {
      name: `Debian's ${packages.join(' and ')}`,
      locate: async () =>
        (await installDebianPackages(packages, env)) ? programOnPath(commands[0], env) : undefined,
    },
  ]
}

interface Distributed {
  /** The first is what the packages bring. */
  readonly commands: readonly [string, ...string[]]
  readonly packages: readonly string[]
}

/** Of WebKit it is the driver that is looked for; it brings its browser along, which wants a screen. */
const distribution: Readonly<Record<BrowserName, Distributed>> = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
    packages: ['chromium'],
  },
  firefox: { commands: ['firefox-esr', 'firefox'], packages: ['firefox-esr'] },
  webkit: { commands: ['WebKitWebDriver'], packages: ['webkit2gtk-driver', 'xvfb'] },
}

const downloadDeadlineMs = 60_000

async function downloadByPlaywright(): Promise<string | undefined> {
  const executablePath = chromium.executablePath()
  if (isExecutable(executablePath)) return executablePath
  const commandLine = join(
    dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  )
  console.log("chromium: none installed, trying Playwright's download (at most 60 s)")
  await promisify(execFile)(process.execPath, [commandLine, 'install', '--no-shell', 'chromium'], {
    timeout: downloadDeadlineMs,
  })
  return executablePath
}
