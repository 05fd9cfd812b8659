import { createSeededRandom } from '@hallpass/testing'
import { describe, expect, it } from 'vitest'
import type { Effect, Place } from './effect.js'
import { createHistory } from './history.js'
import { createScheduler, type Scheduler } from './scheduler.js'
import { createWorldTime, type WorldTime } from './world-time.js'

interface Stage {
  readonly scheduler: Scheduler
  readonly time: WorldTime
  readonly happened: string[]
  readonly tab: Place
  readonly outside: Place
  plan(what: string, effect?: Partial<Effect>): () => void
}

function stage(seed = 1): Stage {
  const time = createWorldTime()
  const happened: string[] = []
  const random = createSeededRandom(seed)
  const scheduler = createScheduler({ time, random, history: createHistory(), look: () => true })
  const tab: Place = { name: 'tab', kind: 'tab', standing: 'running' }
  const outside: Place = { name: 'outside', kind: 'outside', standing: 'running' }
  const plan = (what: string, effect: Partial<Effect> = {}) =>
    scheduler.schedule({
      ...{ place: tab, what, withinMs: 0, ...effect },
      run: () => {
        happened.push(what)
        return undefined
      },
    })
  return { scheduler, time, happened, tab, outside, plan }
}

describe('the scheduler', () => {
  it('lets effects of one moment happen in any order, and each once', async () => {
    const orders = new Set<string>()
    for (let seed = 0; seed < 60; seed++) {
      const { scheduler, happened, plan } = stage(seed)
      for (const what of ['a', 'b', 'c']) plan(what)
      await scheduler.pass(0)
      orders.add(happened.join(''))
    }
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  })

  it('keeps the order within a lane', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { scheduler, happened, plan } = stage(seed)
      for (const what of ['first', 'second', 'third']) plan(what, { lane: 'disk', withinMs: 10 })
      await scheduler.pass(100)
      expect(happened).toEqual(['first', 'second', 'third'])
    }
  })

  it('lets nothing happen before its time, nor later than it may', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { scheduler, time, plan } = stage(seed)
      let atMs = 0
      plan('late', { afterMs: 50, withinMs: 10 })
      scheduler.schedule({
        ...{
          place: { name: 'tab', kind: 'tab', standing: 'running' },
          what: 'noted',
          afterMs: 50,
          withinMs: 10,
        },
        run: () => {
          atMs = time.outsideMs()
          return undefined
        },
      })
      await scheduler.pass(1_000)
      expect(atMs).toBeGreaterThanOrEqual(50)
      expect(atMs).toBeLessThanOrEqual(60)
    }
  })

  it('keeps what happens in a frozen tab for later', async () => {
    const { scheduler, happened, tab, plan } = stage()
    plan('answer')
    tab.standing = 'frozen'
    await scheduler.pass(10_000)
    expect(happened).toEqual([])
    tab.standing = 'running'
    await scheduler.pass(0)
    expect(happened).toEqual(['answer'])
  })

  it('loses what would happen in a tab that is gone', async () => {
    const { scheduler, happened, tab, plan } = stage()
    plan('answer')
    tab.standing = 'gone'
    await scheduler.pass(1_000)
    expect(happened).toEqual([])
  })

  it('lets only the world outside go on while the device sleeps', async () => {
    const { scheduler, time, happened, outside, plan } = stage()
    plan('timer', { afterMs: 100 })
    plan('backend', { place: outside, afterMs: 100 })
    await scheduler.passAsleep(1_000)
    expect(happened).toEqual(['backend'])
    expect([time.outsideMs(), time.deviceMs()]).toEqual([1_000, 0])
    await scheduler.pass(100)
    expect(happened).toEqual(['backend', 'timer'])
  })

  it('takes an effect back, and lets the next of its lane come first', async () => {
    const { scheduler, happened, plan } = stage()
    const takeBack = plan('first', { lane: 'disk' })
    plan('second', { lane: 'disk' })
    takeBack()
    await scheduler.pass(0)
    expect(happened).toEqual(['second'])
  })

  it('waits until every promise of an effect has come to rest before the next', async () => {
    const { scheduler, happened, tab, plan } = stage()
    scheduler.schedule({
      ...{ place: tab, what: 'deep', withinMs: 0, lane: 'order' },
      run: () => {
        const descend = async () => {
          for (let depth = 0; depth < 500; depth++) await undefined
          happened.push('deep')
        }
        void descend()
        return undefined
      },
    })
    plan('after', { lane: 'order' })
    await scheduler.pass(0)
    expect(happened).toEqual(['deep', 'after'])
  })

  it('gives the same run for the same seed', async () => {
    const run = async () => {
      const { scheduler, happened, plan } = stage(7)
      for (let number = 0; number < 20; number++) plan(String(number), { withinMs: number })
      await scheduler.pass(100)
      return happened.join()
    }
    expect(await run()).toBe(await run())
  })

  it('notices effects that cause effects without end', async () => {
    const { scheduler, tab } = stage()
    const again = (): undefined => {
      scheduler.schedule({ place: tab, what: 'again', withinMs: 0, run: again })
    }
    again()
    await expect(scheduler.pass(0)).rejects.toThrow()
  })
})
