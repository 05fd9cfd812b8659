import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserNames, namedProgram } from '../browsers/browser-names.js'
import { launchBrowser } from '../browsers/launch-browser.js'
import { browserDeadlineMs, type RealBrowser, type Tab } from '../browsers/real-browser.js'
import { type Crowd, openCrowd } from './crowd/crowd.js'
import type { CrowdOptions } from './crowd/crowd-backend.js'
import type { TokenReport } from './crowd/crowd-page.js'

const tabCount = 20
const crowdDeadlineMs = 4 * browserDeadlineMs
const named = browserNames.filter(name => namedProgram(name) !== undefined)

/** What browsers differ in is asked of each; what is the same code everywhere, of the first there is. */
const [first] = named

describe.each(named)('%s', name => {
  let browser: RealBrowser

  beforeAll(async () => {
    browser = await launchBrowser(name)
  }, crowdDeadlineMs)
  afterAll(() => browser?.close(), crowdDeadlineMs)

  describe.each([300, 4_000])(
    '20 tabs that start together, with a backend that takes %i ms',
    answerAfterMs => {
      const { crowd, reports } = startTogether(() => browser, { tabCount, answerAfterMs })

      it('ask it for one token', async () => {
        const haveLocks = crowd().tabs.map(tab => tab.evaluate(() => window.crowd.hasLocks))
        expect(await Promise.all(haveLocks)).toEqual(Array(tabCount).fill(true))
        expect(crowd().backend.requestCount()).toBe(1)
      })

      it('all have this token', () => {
        const [hash] = crowd().backend.issuedHashes()
        const same = expect.objectContaining({ hash, generation: 1 })
        expect(reports()).toEqual(Array(tabCount).fill(same))
      })

      it('all lose it, and storage too, when one signs out', async () => {
        await expectEmptiedBySignOut(crowd())
        expect(crowd().backend.requestCount()).toBe(1)
      })
    },
  )

  it('a reload serves the token from storage, without a request', async () => {
    const crowd = await openCrowd(browser, { tabCount: 1, answerAfterMs: 0 })
    const [before] = await crowd.askTogether()
    expect(before?.origin).toBe('issued')
    const [tab] = crowd.tabs
    await tab.reload()
    expect(await tab.evaluate(() => window.crowd.ask())).toEqual({ ...before, origin: 'restored' })
    expect(crowd.backend.requestCount()).toBe(1)
    await crowd.close()
  })

  if (name === 'chromium') {
    it('a tab that was frozen while another signed out loses its token as it thaws', async () => {
      const crowd = await openCrowd(browser, { tabCount: 3, answerAfterMs: 0 })
      const [signingOut, awake, frozen] = crowd.tabs
      await crowd.askTogether()
      await frozen?.freezing?.freeze()
      await signingOut.evaluate(() => window.crowd.signOut())
      if (awake) await expectEmptied(awake)
      // Frozen indeed: the news is not heard.
      expect(await frozen?.evaluate(() => window.crowd.sessionStatus())).toBe('active')

      await frozen?.freezing?.thaw()
      expect(await frozen?.evaluate(() => window.crowd.refusalAtResume())).toBe('signed-out')
      if (frozen) await expectEmptied(frozen)
      expect(crowd.backend.requestCount()).toBe(1)
      await crowd.close()
    })
  }

  if (name === first) {
    describe('20 tabs that start together, without locks', () => {
      const options = { tabCount, answerAfterMs: 300, withoutLocks: true }
      const { crowd, reports } = startTogether(() => browser, options)

      it('ask for one token each at most', async () => {
        const haveLocks = crowd().tabs.map(tab => tab.evaluate(() => window.crowd.hasLocks))
        expect(await Promise.all(haveLocks)).toEqual(Array(tabCount).fill(false))
        expect(crowd().backend.requestCount()).toBeLessThanOrEqual(tabCount)
      })

      it('all have the same token', () => {
        const [one] = reports()
        expect(crowd().backend.issuedHashes()).toContain(one?.hash)
        const same = expect.objectContaining({ hash: one?.hash, generation: 1 })
        expect(reports()).toEqual(Array(tabCount).fill(same))
      })

      it('all lose it, and storage too, when one signs out', () => expectEmptiedBySignOut(crowd()))
    })
  }
})

interface StartedCrowd {
  readonly crowd: () => Crowd
  /** What each tab had when it had asked. */
  readonly reports: () => readonly TokenReport[]
}

/** For the tests of one `describe`: a crowd that has asked for its token. */
function startTogether(browser: () => RealBrowser, options: CrowdOptions): StartedCrowd {
  let crowd: Crowd
  let reports: readonly TokenReport[]
  beforeAll(async () => {
    crowd = await openCrowd(browser(), options)
    reports = await crowd.askTogether()
  }, crowdDeadlineMs)
  afterAll(() => crowd?.close(), crowdDeadlineMs)
  return { crowd: () => crowd, reports: () => reports }
}

async function expectEmptiedBySignOut({ tabs }: Crowd): Promise<void> {
  const [tab] = tabs
  expect(await tab.evaluate(() => window.crowd.storesToken())).toBe(true)
  expect(await tab.evaluate(() => window.crowd.signOut())).toEqual({ stored: true, revoked: 'yes' })
  for (const tab of tabs) await expectEmptied(tab)
  expect(await tab.evaluate(() => window.crowd.storesToken())).toBe(false)
}

async function expectEmptied(tab: Tab): Promise<void> {
  const status = () => tab.evaluate(() => window.crowd.sessionStatus())
  await expect.poll(status, { timeout: browserDeadlineMs }).toBe('signed-out')
  expect(await tab.evaluate(() => window.crowd.peeksToken())).toBe(false)
  expect(await tab.evaluate(() => window.crowd.refusal())).toBe('signed-out')
}
