import { expect, test } from 'vitest'
import { describeGap } from './describe-gap.js'

test.each([
  [{ from: 41n, to: 43n }, 'messages 41 to 43 were gone before we got back'],
  [{ from: 41n, to: 41n }, 'message 41 was gone before we got back'],
  [
    { from: 41n, to: 'end-of-page' },
    'the gateway restarted: anything from message 41 on was gone before we got back',
  ],
] as const)('says of %o: %s', (range, words) => {
  expect(describeGap(range)).toBe(words)
})
