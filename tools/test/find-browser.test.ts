import { describe, expect, it } from 'vitest'
import { type BrowserPlace, browserPlaces, findBrowser } from './find-browser.js'

const place = (name: string, locate: () => Promise<string | undefined>): BrowserPlace => ({ name, locate })
const opens = async (): Promise<void> => undefined
const opensOnly =
  (works: string) =>
  async (path: string): Promise<void> => {
    if (path !== works) throw new Error(`lacks a library\nand more`)
  }

describe('findBrowser', () => {
  it('takes the first program that opens a page and says of the others why not', async () => {
    const search = await findBrowser(
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
      found: { place: 'installed', executablePath: '/installed' },
      refused: ['named: lacks a library', 'downloaded: took too long'],
    })
  })

  it('asks no further place once one works', async () => {
    const untouched = place('download', async () => expect.unreachable())
    const search = await findBrowser([place('first', async () => '/first'), untouched], opens)
    expect(search.found?.place).toBe('first')
  })

  it('finds nothing where nothing opens a page', async () => {
    const search = await findBrowser([place('broken', async () => '/broken')], opensOnly('/other'))
    expect(search).toEqual({ found: undefined, refused: ['broken: lacks a library'] })
  })

  it('does not take a program for a browser because it starts', async () => {
    const search = await findBrowser([place('node', async () => process.execPath)])
    expect(search.found).toBeUndefined()
  })
})

describe('browserPlaces', () => {
  it('looks first where CHROMIUM says, then on the path, then for downloads', async () => {
    const places = browserPlaces({ CHROMIUM: '/named', PATH: '' })
    expect(await places[0]?.locate()).toBe('/named')
    expect(places.map(({ name }) => name)).toEqual([
      'named by CHROMIUM',
      'chromium on the path',
      'chromium-browser on the path',
      'google-chrome on the path',
      'google-chrome-stable on the path',
      'chrome on the path',
      "Playwright's download",
      "Debian's package",
    ])
  })

  it('has nothing named where CHROMIUM is empty', async () => {
    expect(await browserPlaces({ CHROMIUM: '', PATH: '' })[0]?.locate()).toBeUndefined()
  })
})
