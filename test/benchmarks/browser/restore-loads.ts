import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { chromiumArguments } from '../../browsers/chromium-arguments.js'
import type { RestoreSubject } from '../pages/restore-page.js'
import type { ServedPages } from './serve-pages.js'

/** Times in milliseconds, load by load, of both subjects in the same place of a page's life. */
export interface RestoreTimes {
  readonly hallpass: readonly number[]
  readonly bare: readonly number[]
}

/** What reloading a page with a token in IndexedDB came to. */
export interface RestoreOutcome {
  /** The first database work of a page, which also waits for the browser to wake its database. */
  readonly first: RestoreTimes
  /** The second: the database is awake. */
  readonly second: RestoreTimes
  readonly requestCount: number
}

const script = '/restore-page.js'

/** Reloads a page of a profile on disk, the subjects taking turns at being first. */
export async function measureRestore(
  executablePath: string,
  served: ServedPages,
  pairCount: number,
): Promise<RestoreOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-benchmark-'))
  const context = await chromium.launchPersistentContext(folder, {
    ...{ executablePath, args: [...chromiumArguments] },
  })
  try {
    const page = await context.newPage()
    await page.goto(`${served.origin}/restore`)
    await page.evaluate(async path => (await import(path)).seed(), script)
    served.takeRequestCount()
    return await reloadPairs(page, served, pairCount)
  } finally {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function reloadPairs(page: Page, served: ServedPages, pairCount: number): Promise<RestoreOutcome> {
  const first = { hallpass: [] as number[], bare: [] as number[] }
  const second = { hallpass: [] as number[], bare: [] as number[] }
  for (let load = 0; load < 2 * pairCount; load += 1) {
    const order: readonly [RestoreSubject, RestoreSubject] =
      load % 2 === 0 ? ['hallpass', 'bare'] : ['bare', 'hallpass']
    await page.reload()
    const [firstMs, secondMs] = await measureOnce(page, order)
    first[order[0]].push(firstMs)
    second[order[1]].push(secondMs)
  }
  return { first, second, requestCount: served.takeRequestCount() }
}

function measureOnce(page: Page, order: readonly RestoreSubject[]): Promise<[number, number]> {
  return page.evaluate(async ({ path, order }) => (await import(path)).measure(order), {
    path: script,
    order,
  })
}
