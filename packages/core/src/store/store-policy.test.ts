import { describe, expect, it } from 'vitest'
import { readPolicy, type StorePolicy } from './store-policy.js'

const documented = {
  requestsPerMinute: 120,
  requestsPerMinutePerScope: 30,
  reuse: 'exact',
  persistStorage: false,
}

describe('a policy', () => {
  it.each([
    ['none given', undefined],
    ['an empty one', {}],
    ['one that leaves things open', { requestsPerMinute: undefined, reuse: undefined }],
  ])('is the documented one with %s', (_, policy) => {
    expect(readPolicy(policy as StorePolicy)).toEqual(documented)
  })

  it.each<StorePolicy>([
    { requestsPerMinute: 1 },
    { requestsPerMinutePerScope: Number.POSITIVE_INFINITY },
    { reuse: 'covering' },
    { persistStorage: true },
  ])('may differ in what an app decides: %j', policy => {
    expect(readPolicy(policy)).toEqual({ ...documented, ...policy })
  })

  it.each([0, -1, Number.NaN])('has a budget that lets requests through: not one of %s', budget => {
    expect(() => readPolicy({ requestsPerMinute: budget })).toThrow(TypeError)
    expect(() => readPolicy({ requestsPerMinutePerScope: budget })).toThrow(TypeError)
  })
})
