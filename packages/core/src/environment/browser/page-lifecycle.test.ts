import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LifecycleEvent } from '../lifecycle.js'
import { pageLifecycle } from './page-lifecycle.js'

let page: EventTarget

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('document', { hidden: false })
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
})

afterEach(() => vi.unstubAllGlobals())

function heardOf(type: string, facts: object = {}): readonly LifecycleEvent[] {
  const heard: LifecycleEvent[] = []
  const stop = pageLifecycle.subscribe(event => heard.push(event))
  page.dispatchEvent(Object.assign(new Event(type), facts))
  stop()
  page.dispatchEvent(Object.assign(new Event(type), facts))
  return heard
}

it.each<[string, object, readonly LifecycleEvent[]]>([
  ['pageshow', { persisted: true }, ['app-woke']],
  ['pageshow', { persisted: false }, []],
  ['pagehide', { persisted: true }, ['app-is-pausing']],
  ['pagehide', { persisted: false }, ['app-is-pausing']],
  ['freeze', {}, ['app-is-pausing']],
  ['resume', {}, ['app-woke']],
  ['focus', {}, ['app-woke']],
  ['prerenderingchange', {}, ['app-woke']],
  ['blur', {}, []],
])('%s %o means %s, until unsubscribed', (type, facts, meaning) => {
  expect(heardOf(type, facts)).toEqual(meaning)
})

it.each([
  [true, 'app-was-hidden'],
  [false, 'app-woke'],
])('a change of visibility to hidden: %s means %s', (hidden, meaning) => {
  vi.stubGlobal('document', { hidden })
  expect(heardOf('visibilitychange')).toEqual([meaning])
})

it.each([
  ['visible', { visibilityState: 'visible' }],
  ['hidden', { visibilityState: 'hidden' }],
  ['prerendering', { visibilityState: 'hidden', prerendering: true }],
  ['prerendering', { visibilityState: 'visible', prerendering: true }],
  ['visible', { visibilityState: 'visible', prerendering: false }],
  ['hidden', { visibilityState: 'hidden', prerendering: false }],
])('a page is %s when its document says %j', (visibility, document) => {
  vi.stubGlobal('document', document)
  expect(pageLifecycle.visibility()).toBe(visibility)
})

it('what is outside a page is as good as visible', () => {
  vi.stubGlobal('document', undefined)
  expect(pageLifecycle.visibility()).toBe('visible')
})

it('listens to nothing outside a page', () => {
  vi.stubGlobal('document', undefined)
  const stop = pageLifecycle.subscribe(() => {})
  expect(heardOf('focus')).toEqual([])
  stop()
})
