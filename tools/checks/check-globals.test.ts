import { describe, expect, it } from 'vitest'
import { findGlobalTouches, isGuarded } from './check-globals.js'

const touchesIn = (text: string): readonly string[] =>
  findGlobalTouches({ path: 'packages/core/src/x.ts', text })

describe('check:globals', () => {
  it.each([
    ['Date.now()', 'export const now = () => Date.now()', 'Date'],
    ['new Date', 'export const now = new Date()', 'Date'],
    ['Math.random', 'export const jitter = 2 * Math.random()', 'Math.random'],
    ['Math["random"]', 'export const jitter = Math["random"]()', 'Math.random'],
    ['a timer', 'export const later = (f: () => void) => setTimeout(f, 1)', 'setTimeout'],
    ['fetch as a default', 'export const get = (url: string, ask = fetch) => ask(url)', 'fetch'],
    ['a shorthand property', 'export const world = { crypto }', 'crypto'],
    ['typeof window', 'export const isPage = typeof window !== "undefined"', 'window'],
    ['a cast', 'export const it = (globalThis as any).indexedDB', 'globalThis'],
    ['an assertion of non-null', 'export const it = localStorage!.length', 'localStorage'],
    ['destructuring a global', 'export const { locks } = navigator', 'navigator'],
    [
      'a name local to another function',
      'const a = (fetch: () => void) => fetch()\nexport const b = () => fetch("/")',
      'fetch',
    ],
  ])('sees %s', (_, text, name) => {
    expect(touchesIn(text)).toEqual([expect.stringMatching(new RegExp(`:\\d+ reaches for ${name}$`))])
  })

  it.each([
    ['a parameter of that name', 'export const ask = (fetch: (url: string) => void) => fetch("/")'],
    ['a destructured port', 'export const ask = ({ fetch }: Ports) => fetch("/")'],
    ['a property of that name', 'export const at = (location: Place) => location.document.window'],
    ['a key of that name', 'export const ports = (ask: Fetch) => ({ fetch: ask })'],
    [
      'types',
      'export type A = typeof fetch\nexport const b = (date: Date, doc: Document): Storage | undefined => undefined',
    ],
    ['other mathematics', 'export const least = Math.min(1, 2)'],
    [
      'an import of that name',
      'import { performance } from "./performance.js"\nexport const p = performance()',
    ],
    [
      'an overload or an interface',
      'export interface Clock { Date(): number; setTimeout(ms: number): void }',
    ],
  ])('lets %s pass', (_, text) => {
    expect(touchesIn(text)).toEqual([])
  })

  it.each([
    ['packages/core/src/store/run.ts', true],
    ['packages/react/src/use-token.tsx', true],
    ['packages/core/src/environment/browser.ts', false],
    ['packages/core/src/store/run.test.ts', false],
    ['packages/gateway/src/index.ts', false],
  ])('guards %s: %s', (path, isLookedAt) => {
    expect(isGuarded(path)).toBe(isLookedAt)
  })
})
