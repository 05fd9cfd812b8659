import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { localStorageMark } from './local-storage-mark.js'

const items = new Map<string, string>()

beforeEach(() => {
  items.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
  })
})

afterEach(() => vi.unstubAllGlobals())

function refused(): never {
  throw new DOMException('', 'SecurityError')
}

it.each([
  '',
  ' ',
  'x',
  '-1',
  '-0',
  '1.5',
  '1e3',
  '0x10',
  ' 1',
  '01',
  '9007199254740992',
  'Infinity',
  'NaN',
  '[1]',
])('reads %j, which it would not have written, as nothing', text => {
  items.set('mark', text)
  expect(localStorageMark.read('mark')).toBeUndefined()
})

it.each([0, 1, Number.MAX_SAFE_INTEGER])('reads %s as it was written', epoch => {
  expect(localStorageMark.write('mark', epoch)).toBe(true)
  expect(localStorageMark.read('mark')).toBe(epoch)
})

it('says so when it cannot write', () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: refused })
  expect(localStorageMark.write('mark', 1)).toBe(false)
})

it('says so when what it wrote is not there', () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  expect(localStorageMark.write('mark', 1)).toBe(false)
})

it('reads nothing and writes nothing where localStorage is absent or refused', () => {
  vi.unstubAllGlobals()
  const had = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  for (const descriptor of [undefined, { configurable: true, get: refused }]) {
    Reflect.deleteProperty(globalThis, 'localStorage')
    if (descriptor) Object.defineProperty(globalThis, 'localStorage', descriptor)
    expect(localStorageMark.read('mark')).toBeUndefined()
    expect(localStorageMark.write('mark', 1)).toBe(false)
  }
  Reflect.deleteProperty(globalThis, 'localStorage')
  if (had) Object.defineProperty(globalThis, 'localStorage', had)
})
