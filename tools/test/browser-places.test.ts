import { describe, expect, it } from 'vitest'
import type { BrowserName } from '../../test/browsers/browser-names.js'
import { browserPlaces } from './browser-places.js'

const nowhere = { PATH: '' }

describe('browserPlaces', () => {
  it.each<[BrowserName, readonly string[]]>([
    [
      'chromium',
      [
        'named by CHROMIUM',
        'chromium on the path',
        'chromium-browser on the path',
        'google-chrome on the path',
        'google-chrome-stable on the path',
        'chrome on the path',
        "Playwright's download",
        "Debian's chromium",
      ],
    ],
    [
      'firefox',
      ['named by FIREFOX', 'firefox-esr on the path', 'firefox on the path', "Debian's firefox-esr"],
    ],
    ['webkit', ['named by WEBKIT', 'WebKitWebDriver on the path', "Debian's webkit2gtk-driver and xvfb"]],
  ])('of %s are in order', (browser, names) => {
    expect(browserPlaces(browser, nowhere).map(({ name }) => name)).toEqual(names)
  })

  it.each<[BrowserName, string]>([
    ['chromium', 'CHROMIUM'],
    ['firefox', 'FIREFOX'],
    ['webkit', 'WEBKIT'],
  ])('look for %s first where %s says, if it says anything', async (browser, variable) => {
    const first = (named: string) => browserPlaces(browser, { ...nowhere, [variable]: named })[0]?.locate()
    expect(await first('/named')).toBe('/named')
    expect(await first('')).toBeUndefined()
  })

  it.each<BrowserName>(['chromium', 'firefox', 'webkit'])(
    'install no %s where there is no apt-get',
    async browser => {
      expect(await browserPlaces(browser, nowhere).at(-1)?.locate()).toBeUndefined()
    },
  )
})
