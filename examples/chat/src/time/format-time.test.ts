import { expect, test } from 'vitest'
import { formatCountdown, speakDuration } from './format-time.js'

test.each([
  [37_000, '0:37', '37 seconds'],
  [36_001, '0:37', '37 seconds'],
  [1_000, '0:01', '1 second'],
  [60_000, '1:00', '1 minute'],
  [725_000, '12:05', '12 minutes 5 seconds'],
  [-5_000, '0:00', '0 seconds'],
])('%d ms left is shown as %s and spoken as %s', (leftMs, shown, spoken) => {
  expect(formatCountdown(leftMs)).toBe(shown)
  expect(speakDuration(leftMs)).toBe(spoken)
})
