import type { BrowserProfile, RealBrowser, Tab } from '../../browsers/real-browser.js'
import { type CrowdBackend, type CrowdOptions, startCrowdBackend } from './crowd-backend.js'
import type { TokenReport } from './crowd-page.js'

/** Tabs of one profile that began empty, all with the same page of the same backend. */
export interface Crowd {
  readonly backend: CrowdBackend
  readonly tabs: readonly [first: Tab, ...others: Tab[]]
  /** Has all tabs ask for their token in the same moment; what each has then. */
  askTogether(): Promise<TokenReport[]>
  close(): Promise<void>
}

export async function openCrowd(browser: RealBrowser, options: CrowdOptions): Promise<Crowd> {
  const backend = await startCrowdBackend(options)
  const profile = await browser.newProfile()
  const tabs = await openTabs(profile, backend.url, options.tabCount)
  return {
    backend,
    tabs,
    async askTogether() {
      await tabs[0].evaluate(() => window.crowd.giveSign())
      return Promise.all(tabs.map(tab => tab.evaluate(() => window.crowd.asked())))
    },
    async close() {
      await profile.close()
      await backend.close()
    },
  }
}

async function openTabs(profile: BrowserProfile, url: string, tabCount: number): Promise<[Tab, ...Tab[]]> {
  const tabs: [Tab, ...Tab[]] = [await profile.openTab(url)]
  while (tabs.length < tabCount) tabs.push(await profile.openTab(url))
  return tabs
}
