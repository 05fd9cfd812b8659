import { describe, expect, it } from 'vitest'
import { createTestWorld, type TestWorld } from './create-test-world.js'
import type { TimerFault } from './fake-timers.js'

/** When timers of these delays fire, by true time since now. */
function logFirings(world: TestWorld, ...delaysMs: readonly number[]): number[] {
  const fired: number[] = []
  const startedAt = world.trueNow()
  const { timers } = world.openTab().environment
  for (const delayMs of delaysMs) timers.start(delayMs, () => fired.push(world.trueNow() - startedAt))
  return fired
}

describe('a clock that drifts', () => {
  it('runs fast from now on, asleep or awake, and without a jump when it is mended', async () => {
    const world = createTestWorld({ startAt: 0 })
    await world.advance(1_000)
    world.driftClocks({ wall: 1.05 })
    expect(world.clock.now()).toBe(1_000)
    await world.advance(100_000)
    expect(world.clock.now()).toBeCloseTo(106_000)
    await world.sleep(100_000)
    expect(world.clock.now()).toBeCloseTo(211_000)
    world.driftClocks({})
    await world.advance(1_000)
    expect(world.clock.now()).toBeCloseTo(212_000)
    expect(world.trueNow()).toBe(202_000)
  })

  it('leaves timers and the other clock alone unless the monotonic one drifts', async () => {
    const world = createTestWorld()
    world.driftClocks({ wall: 2 })
    const fired = logFirings(world, 1_000)
    await world.advance(1_000)
    expect(world.clock.monotonicMs()).toBe(1_000)
    expect(fired).toEqual([1_000])
  })

  it('takes the timers along when the monotonic one drifts', async () => {
    const world = createTestWorld()
    world.driftClocks({ monotonic: 1.25 })
    const fired = logFirings(world, 1_000, 30_000)
    await world.advance(60_000)
    expect(world.clock.monotonicMs()).toBe(75_000)
    expect(fired).toEqual([800, 24_000])
  })

  it('gets to timers at moments that no sum of fractions hits', async () => {
    const world = createTestWorld()
    await world.advance(1e9 / 3)
    world.driftClocks({ monotonic: 1.07 })
    const fired = logFirings(world, 0.1, 1 / 3, 1_000 / 7)
    await world.advance(1_000)
    expect(fired).toHaveLength(3)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('cannot run at %s', wall => {
    expect(() => createTestWorld().driftClocks({ wall })).toThrow(RangeError)
  })
})

describe('timers that fail', () => {
  it.each<[TimerFault, readonly number[]]>([
    ['never', []],
    ['twice', [100, 100, 5_000, 5_000]],
    [{ lateByMs: 250 }, [350, 5_250]],
    [{ earlyByMs: 1_000 }, [1, 4_000]],
    [{ everyMs: 3_000 }, [2_000, 5_000]],
  ])('%o fire so', async (fault, expected) => {
    const world = createTestWorld()
    await world.advance(1_000)
    world.timers.fail(fault)
    const fired = logFirings(world, 100, 5_000)
    await world.advance(10_000)
    expect(fired).toEqual(expected)
  })

  it('are those that were started while they failed', async () => {
    const world = createTestWorld()
    const before = logFirings(world, 100)
    world.timers.fail('never')
    const meanwhile = logFirings(world, 100)
    world.timers.recover()
    const after = logFirings(world, 100)
    await world.advance(1_000)
    expect([before, meanwhile, after]).toEqual([[100], [], [100]])
  })

  it('are no less stopped', async () => {
    const world = createTestWorld()
    const { timers } = world.openTab().environment
    const fired: string[] = []
    world.timers.fail('twice')
    timers.start(10, () => fired.push('before'))()
    const stop = timers.start(10, () => {
      fired.push('once')
      stop()
    })
    await world.advance(100)
    expect(fired).toEqual(['once'])
  })

  it('do not touch what is not on the device', async () => {
    const world = createTestWorld({ startAt: 0 })
    world.timers.fail('never')
    const fired: number[] = []
    world.outsideTimers.start(100, () => fired.push(world.trueNow()))
    await world.advance(1_000)
    expect(fired).toEqual([100])
  })

  it('started anew until the time has come, however early, come to an end', async () => {
    const world = createTestWorld({ startAt: 0 })
    const { timers, clock } = world.openTab().environment
    world.timers.fail({ earlyByMs: 1_000 })
    let dueAt: number | undefined
    const untilDue = (): void => {
      if (clock.now() < 5_000) timers.start(5_000 - clock.now(), untilDue)
      else dueAt = clock.now()
    }
    untilDue()
    await world.advance(6_000)
    expect(dueAt).toBe(5_000)
  })
})
