import { createTokenStore } from '@hallpass/core'
import { expect, it } from 'vitest'
import { countedEnvironment, countingCalls } from './counted-environment.js'

it('counts what a store reaches for to get a token, and nothing once it has it', async () => {
  const { environment, touchCount } = countedEnvironment()
  const source = async () => ({ access_token: 'first', token_type: 'Bearer', expires_in: 60 })
  const tokens = createTokenStore({ id: 'counted', source, storage: 'memory', environment })
  await tokens.getToken()
  const before = touchCount()
  expect(before).toBeGreaterThan(0)
  await tokens.getToken()
  expect(touchCount()).toBe(before)
  tokens.dispose()
})

it('counts locks and marks too', async () => {
  const { environment, touchCount } = countedEnvironment()
  await environment.lock.tryAcquire('counted')
  environment.mark.read('counted')
  expect(touchCount()).toBe(2)
})

it('counts each call and leaves its answer as it is', () => {
  let count = 0
  const counted = countingCalls({ half: (value: number) => value / 2, name: 'halves' }, () => {
    count += 1
  })
  expect([counted.half(4), counted.half(2), counted.name]).toEqual([2, 1, 'halves'])
  expect(count).toBe(2)
})
