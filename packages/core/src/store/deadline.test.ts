import { createTestWorld, type TestWorld } from '@hallpass/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Timers } from '../environment/clock.js'
import { withDeadline } from './deadline.js'

let world: TestWorld
let armed: number
let timers: Timers

beforeEach(() => {
  world = createTestWorld()
  armed = 0
  const inner = world.openTab().environment.timers
  timers = {
    start(delayMs, fire) {
      armed++
      const disarm = once(() => armed--)
      const stop = inner.start(delayMs, () => {
        disarm()
        fire()
      })
      return () => {
        disarm()
        stop()
      }
    },
  }
})

const late = async () => 'late'

describe('a deadline', () => {
  it('is of no consequence to what settles in time, and is disarmed', async () => {
    expect(await withDeadline({ timers, deadlineMs: 1_000 }, async () => 'in time', late)).toBe('in time')
    await world.settle()
    expect(armed).toBe(0)
  })

  it('lets a rejection through, and is disarmed', async () => {
    const failing = withDeadline({ timers, deadlineMs: 1_000 }, () => Promise.reject(new Error('no')), late)
    await expect(failing).rejects.toThrow('no')
    await world.settle()
    expect(armed).toBe(0)
  })

  it('aborts what takes too long, and something else is the outcome', async () => {
    let signal: AbortSignal | undefined
    const outcome = withDeadline(
      { timers, deadlineMs: 1_000 },
      given => new Promise<string>(() => (signal = given)),
      late,
    )
    await world.advance(999)
    expect(signal?.aborted).toBe(false)
    expect(await world.waitFor(outcome)).toBe('late')
    expect(signal?.aborted).toBe(true)
  })

  it.each([
    ['resolves', (settle: Settle) => settle.resolve('too late')],
    ['rejects', (settle: Settle) => settle.reject(new Error('too late'))],
  ])('is the end of it, also when what was late %s after all', async (_, settleLate) => {
    let settle: Settle | undefined
    const work = () => new Promise<string>((resolve, reject) => (settle = { resolve, reject }))
    const outcome = withDeadline({ timers, deadlineMs: 1_000 }, work, late)
    await world.advance(1_000)
    if (settle !== undefined) settleLate(settle)
    expect(await outcome).toBe('late')
  })

  it('may itself be the reason to fail', async () => {
    const failing = withDeadline(
      { timers, deadlineMs: 1_000 },
      () => new Promise(() => {}),
      () => Promise.reject(new Error('late')),
    )
    const outcome = failing.catch(error => error.message)
    expect(await world.waitFor(outcome)).toBe('late')
  })
})

it('a wait that is ended from outside is over at once, and disarmed', async () => {
  const ended = new AbortController()
  let signal: AbortSignal | undefined
  const work = (given: AbortSignal) => new Promise<string>(() => (signal = given))
  const outcome = withDeadline({ timers, deadlineMs: 1_000, ended: ended.signal }, work, late)
  ended.abort()
  expect(await outcome).toBe('late')
  expect(signal?.aborted).toBe(true)
  await world.settle()
  expect(armed).toBe(0)
})

interface Settle {
  readonly resolve: (value: string) => void
  readonly reject: (error: Error) => void
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}
