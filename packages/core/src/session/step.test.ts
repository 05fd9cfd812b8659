import { describe, expect, it } from 'vitest'
import {
  EPOCH,
  entryIn,
  live,
  profiles,
  request,
  signedOut,
  stateWith,
} from '../../test-support/session-samples.js'
import { stepTo } from './step.js'

const issue = {
  ...{ type: 'issue-token', key: '', request, epoch: EPOCH, generation: 3 },
  ...{ subject: 'ada', networkBackAt: 9 },
} as const
const before = stateWith(entryIn({ status: 'idle' }), { networkBackAt: 9 })
const asking = entryIn({ status: 'issuing', request })

describe('a step', () => {
  it('to where a scope is already leaves the very same state', () => {
    const entry = entryIn(live())
    const state = stateWith(entry)
    expect(stepTo(state, entry).state).toBe(state)
  })

  it('says of a request that it begins what it is for: whose token, of which epoch, after which generation', () => {
    expect(stepTo(before, asking).commands).toEqual([issue])
  })

  it('names nobody where nobody is signed in', () => {
    const { commands } = stepTo({ ...before, session: signedOut }, asking)
    expect(commands).toEqual([{ ...issue, subject: undefined }])
  })

  it('begins a request also for a scope that was not there', () => {
    const { state, commands } = stepTo(before, { ...asking, key: profiles.key })
    expect(commands).toEqual([{ ...issue, key: profiles.key }])
    expect([...state.scopes.keys()]).toEqual(['', profiles.key])
  })

  it('begins none that is under way already', () => {
    expect(stepTo(stateWith(asking), { ...asking, generation: 5 }).commands).toEqual([])
  })

  it('does first what it was given to do', () => {
    expect(stepTo(before, asking, [{ type: 'ring-doorbell' }]).commands).toEqual([
      { type: 'ring-doorbell' },
      issue,
    ])
  })
})
