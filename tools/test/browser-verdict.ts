import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { BrowserName } from '../../test/browsers/browser-names.js'
import type { BrowserSearch } from './find-browser.js'

/**
 * One thing that cannot be had on some machine, from `test/unavailable.json`: its name, why, and as `proof` a shell
 * command that gets it where it can be had. Only while that command fails is the thing excused.
 */
export interface UnavailableEntry {
  readonly name: BrowserName
  readonly why: string
  readonly proof: string
}

/** What a search for a browser means for the run: its tests run, are left out with a loud line, or fail the run. */
export type BrowserVerdict =
  | { readonly outcome: 'run'; readonly executablePath: string; readonly message: string }
  | { readonly outcome: 'leave-out' | 'fail'; readonly message: string }

/**
 * On a laptop a missing browser costs its tests and one loud line; in CI it fails the run, unless it is listed as
 * unavailable and the listed command proves it right now.
 */
export function browserVerdict(
  { browser, found, refused }: BrowserSearch,
  isCi: boolean,
  isProvenUnavailable: (name: BrowserName) => boolean = provenUnavailable,
): BrowserVerdict {
  const tried = refused.length > 0 ? ` [${refused.join('; ')}]` : ''
  if (found) {
    const { executablePath, place } = found
    return { outcome: 'run', executablePath, message: `${browser}: ${executablePath} (${place})${tried}` }
  }
  const leftOut = 'its tests are LEFT OUT'
  if (!isCi) return { outcome: 'leave-out', message: `${browser}: NONE FOUND, ${leftOut}${tried}` }
  return isProvenUnavailable(browser)
    ? { outcome: 'leave-out', message: `${browser}: PROVEN UNAVAILABLE, ${leftOut}${tried}` }
    : { outcome: 'fail', message: `${browser}: NONE FOUND, and in CI its tests must run${tried}` }
}

/** Whether `name` is listed, and its proof holds: the command that would get it fails. */
export function provenUnavailable(
  name: BrowserName,
  entries: readonly UnavailableEntry[] = listedEntries(),
): boolean {
  const entry = entries.find(candidate => candidate.name === name)
  return entry !== undefined && spawnSync('sh', ['-c', entry.proof], { stdio: 'ignore' }).status !== 0
}

function listedEntries(): readonly UnavailableEntry[] {
  return JSON.parse(readFileSync(new URL('../../test/unavailable.json', import.meta.url), 'utf8'))
}
