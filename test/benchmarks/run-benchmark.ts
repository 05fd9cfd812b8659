/**
 * The command behind `benchmark`: measures and prints, and fails only where something cannot be measured. Whether a
 * target was met is said beside it; no clock of a busy machine decides whether a change may land.
 */
import { availableParallelism, loadavg } from 'node:os'
import { chromium } from 'playwright-core'
import { findBrowser } from '../../tools/test/find-browser.js'
import { chromiumArguments } from '../browsers/chromium-arguments.js'
import { buildPages } from './browser/build-pages.js'
import { reportRestore } from './browser/report-restore.js'
import { reportTabs } from './browser/report-tabs.js'
import { servePages } from './browser/serve-pages.js'
import { reportCalls } from './micro/report-calls.js'

const print = (text: string): void => console.log(`${text}\n`)

print(
  `Node ${process.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)} at the start`,
)
await reportCalls(print)
const { found, refused } = await findBrowser('chromium')
if (found === undefined) {
  print(['BROWSER: NONE FOUND, restoring and twenty tabs are NOT MEASURED', ...refused].join('\n  '))
} else {
  await reportInBrowser(found.executablePath)
}

async function reportInBrowser(executablePath: string): Promise<void> {
  const served = await servePages(await buildPages())
  try {
    await reportRestore(executablePath, served, print)
    const browser = await chromium.launch({ executablePath, args: [...chromiumArguments] })
    print(`Chromium ${browser.version()}`)
    try {
      await reportTabs(browser, served, print)
    } finally {
      await browser.close()
    }
  } finally {
    await served.stop()
  }
}
