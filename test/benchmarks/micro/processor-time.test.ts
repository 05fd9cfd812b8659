import { expect, it } from 'vitest'
import { processorMs } from './processor-time.js'

it('passes while this process works', () => {
  const startedAt = processorMs()
  let sum = 0
  for (let step = 0; step < 5_000_000; step += 1) sum += Math.sqrt(sum + step)
  expect(sum).toBeGreaterThan(0)
  expect(processorMs()).toBeGreaterThan(startedAt)
})
