import { describe, expect, it } from 'vitest'
import { browserNames } from '../../test/browsers/browser-names.js'
import type { BrowserPlace } from './browser-places.js'
import { findBrowser } from './find-browser.js'

const place = (name: string, locate: () => Promise<string | undefined>): BrowserPlace => ({ name, locate })
const opens = async (): Promise<void> => undefined
const opensOnly =
  (works: string) =>
  async (_: string, path: string): Promise<void> => {
    if (path !== works) throw new Error(`lacks a library\nand more`)
  }

describe('findBrowser', () => {
  it('takes the first program that opens a page and says of the others why not', async () => {
    const search = await findBrowser(
      'firefox',
      [
        place('named', async () => '/named'),
        place('absent', async () => undefined),
        place('downloaded', async () => Promise.reject(new Error('took too long'))),
        place('installed', async () => '/installed'),
        place('never asked', async () => '/late'),
      ],
      opensOnly('/installed'),
    )
    expect(search).toEqual({
      browser: 'firefox',
      found: { place: 'installed', executablePath: '/installed' },
      refused: ['named: lacks a library', 'downloaded: took too long'],
    })
  })

  it('asks no further place once one works', async () => {
    const untouched = place('download', async () => expect.unreachable())
    const search = await findBrowser('chromium', [place('first', async () => '/first'), untouched], opens)
    expect(search.found?.place).toBe('first')
  })

  it('finds nothing where nothing opens a page', async () => {
    const search = await findBrowser('webkit', [place('broken', async () => '/broken')], opensOnly('/other'))
    expect(search).toEqual({ browser: 'webkit', found: undefined, refused: ['broken: lacks a library'] })
  })

  it.each(browserNames)(
    'does not take a program for %s because it starts',
    { timeout: 60_000 },
    async browser => {
      const search = await findBrowser(browser, [place('node', async () => process.execPath)])
      expect(search.found).toBeUndefined()
      expect(search.refused).toHaveLength(1)
    },
  )
})
