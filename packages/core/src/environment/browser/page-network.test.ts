import { afterEach, expect, it, vi } from 'vitest'
import { pageNetwork } from './page-network.js'

afterEach(() => vi.unstubAllGlobals())

it.each([
  [{ origin: 'https://app.example' }, 'https://app.example'],
  [{ origin: 'null' }, 'null'],
  [undefined, undefined],
])('of a page at %o the origin is %s', (location, origin) => {
  vi.stubGlobal('location', location)
  expect(pageNetwork.origin).toBe(origin)
})

it('tells that the network came back until it is unsubscribed', () => {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  const heard: string[] = []
  const stop = pageNetwork.subscribe(event => heard.push(event))
  page.dispatchEvent(new Event('online'))
  stop()
  page.dispatchEvent(new Event('online'))
  expect(heard).toEqual(['network-came-back'])
})

it('tells nothing where there are no such events', () => {
  vi.stubGlobal('addEventListener', undefined)
  vi.stubGlobal('removeEventListener', undefined)
  pageNetwork.subscribe(() => {})()
})
