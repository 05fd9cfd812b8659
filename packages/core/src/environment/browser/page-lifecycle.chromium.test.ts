import { afterEach, expect, it } from 'vitest'
import type { LifecycleEvent } from '../lifecycle.js'
import { pageLifecycle } from './page-lifecycle.js'

const heard: LifecycleEvent[] = []
const stop = pageLifecycle.subscribe(event => heard.push(event))

afterEach(() => {
  heard.length = 0
})

it.each<[string, LifecycleEvent]>([
  ['freeze', 'app-is-pausing'],
  ['resume', 'app-woke'],
  ['prerenderingchange', 'app-woke'],
])('hears the document’s %s, which does not bubble', (type, meaning) => {
  document.dispatchEvent(new Event(type))
  expect(heard).toEqual([meaning])
})

it('tells a page that comes back from the cache from one that loads', () => {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  expect(heard).toEqual([])
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(heard).toEqual(['app-woke'])
})

it('does not take the focus of an input for that of the page', () => {
  const input = document.body.appendChild(document.createElement('input'))
  heard.length = 0
  input.dispatchEvent(new FocusEvent('focus'))
  expect(heard).toEqual([])
  input.remove()
})

it('is visible, as the page of a test is', () => {
  expect(pageLifecycle.visibility()).toBe('visible')
})

it('hears nothing once it is stopped', () => {
  stop()
  document.dispatchEvent(new Event('resume'))
  expect(heard).toEqual([])
})
