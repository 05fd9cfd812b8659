import { expect, it } from 'vitest'
import { isStream } from './outgoing-request.js'

it.each<[string, unknown, boolean]>([
  ['a stream', { getReader: () => {} }, true],
  ['what is iterated in time', { [Symbol.asyncIterator]: () => {} }, true],
  ['a text', 'text', false],
  ['a form', new FormData(), false],
  ['a file', new Blob(), false],
  ['nothing', undefined, false],
])('%s can be read only once: %o %s', (_, body, isOne) => {
  expect(isStream(body as BodyInit)).toBe(isOne)
})
