import type { LifecycleEvent } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { createTestWorld, type TestWorld } from './create-test-world.js'
import type { FakeTab } from './fake-tab.js'

interface Setting {
  readonly world: TestWorld
  readonly tab: FakeTab
  readonly other: FakeTab
  /** What reached the tab's code, in order. */
  readonly log: string[]
  /** Posts to the tab from the other one. */
  post(message: string): void
}

function setUp(): Setting {
  const world = createTestWorld()
  const [tab, other] = [world.openTab(), world.openTab()]
  const log: string[] = []
  tab.environment.lifecycle.subscribe(event => log.push(event))
  tab.environment.channel.open('doorbell', message => log.push(`message ${message}`))
  const channel = other.environment.channel.open('doorbell', () => {})
  return { world, tab, other, log, post: channel.post }
}

describe('a tab in the back/forward cache', () => {
  it('is told that it pauses, stands still, and runs on when people come back', async () => {
    const { world, tab, log } = setUp()
    tab.environment.timers.start(1_000, () => log.push('timer'))
    tab.navigateAway()
    await world.advance(60_000)
    expect(log).toEqual(['app-is-pausing', 'app-was-hidden'])
    expect(tab.state).toBe('cached')
    tab.navigateBack()
    expect(log.slice(2)).toEqual(['app-woke', 'timer'])
    expect(tab.state).toBe('running')
    expect(tab.environment.lifecycle.visibility()).toBe('visible')
  })

  it('is hidden before it hears so', () => {
    const { tab } = setUp()
    const seen: unknown[] = []
    const { lifecycle } = tab.environment
    lifecycle.subscribe(event => seen.push([event, lifecycle.visibility()]))
    tab.navigateAway()
    tab.navigateBack()
    expect(seen).toEqual([
      ['app-is-pausing', 'visible'],
      ['app-was-hidden', 'hidden'],
      ['app-woke', 'visible'],
    ])
  })

  it('is thrown away by a message, where the browser evicts', async () => {
    const { world, tab, log, post } = setUp()
    tab.navigateAway('evicts')
    post('1')
    expect(tab.state).toBe('gone')
    tab.navigateBack()
    await world.advance(1_000)
    expect(log).toEqual(['app-is-pausing', 'app-was-hidden'])
    expect(world.channels.openCount()).toBe(1)
  })

  it('loses messages, where the browser is silent', async () => {
    const { world, tab, log, post } = setUp()
    tab.navigateAway('silent')
    post('lost')
    await world.settle()
    tab.navigateBack()
    post('heard')
    await world.settle()
    expect(log.slice(2)).toEqual(['app-woke', 'message heard'])
  })

  it.each(['evicts', 'silent'] as const)(
    'gives its locks to who wants them, where the browser %s',
    async manners => {
      const { tab, other } = setUp()
      await tab.environment.lock.tryAcquire('one')
      tab.navigateAway(manners)
      expect((await other.environment.lock.tryAcquire('one')).outcome).toBe('acquired')
      expect(tab.state).toBe(manners === 'evicts' ? 'gone' : 'cached')
    },
  )

  it('stays where nobody wants anything of it', async () => {
    const { world, tab, other } = setUp()
    await tab.environment.lock.tryAcquire('one')
    tab.navigateAway()
    await other.environment.lock.tryAcquire('another')
    expect(tab.state).toBe('cached')
    expect(world.locks.heldNames()).toEqual(['one', 'another'])
  })

  it('is never heard of again once it is evicted', async () => {
    const { world, tab, log } = setUp()
    tab.navigateAway()
    tab.evict()
    tab.navigateBack()
    tab.show()
    await world.advance(1_000)
    expect(tab.state).toBe('gone')
    expect(log).toEqual(['app-is-pausing', 'app-was-hidden'])
  })

  it('stands still while the device sleeps, too', async () => {
    const { world, tab, log } = setUp()
    tab.navigateAway()
    await world.sleep(1_000)
    expect(log).not.toContain('app-woke')
    tab.navigateBack()
    expect(log).toContain('app-woke')
  })
})

describe('a tab that is not to be seen', () => {
  it.each(['visible', 'hidden', 'prerendering'] as const)('says that it is %s from the start', visibility => {
    const { lifecycle } = createTestWorld().openTab({ visibility }).environment
    expect(lifecycle.visibility()).toBe(visibility)
  })

  it('says so before it tells', () => {
    const tab = createTestWorld().openTab({ visibility: 'hidden' })
    const { lifecycle } = tab.environment
    const seen: [LifecycleEvent, string][] = []
    lifecycle.subscribe(event => seen.push([event, lifecycle.visibility()]))
    tab.show()
    tab.hide()
    expect(seen).toEqual([
      ['app-woke', 'visible'],
      ['app-was-hidden', 'hidden'],
    ])
  })

  it('runs its code while prerendered, but waits for locks until it is visited', async () => {
    const world = createTestWorld()
    const tab = world.openTab({ visibility: 'prerendering' })
    const log: string[] = []
    const { lifecycle, lock, timers } = tab.environment
    lifecycle.subscribe(event => log.push(event))
    timers.start(10, () => log.push('timer'))
    lock.tryAcquire('one').then(({ outcome }) => log.push(outcome))
    await world.advance(1_000)
    expect([tab.state, ...log]).toEqual(['prerendered', 'timer'])
    tab.show()
    await world.settle()
    expect([tab.state, ...log]).toEqual(['running', 'timer', 'app-woke', 'acquired'])
    expect(lifecycle.visibility()).toBe('visible')
  })

  it('may give up waiting for a lock while prerendered', async () => {
    const { lock } = createTestWorld().openTab({ visibility: 'prerendering' }).environment
    const patience = new AbortController()
    const asked = lock.acquire('one', patience.signal)
    patience.abort()
    expect(await asked).toEqual({ outcome: 'busy' })
  })
})

describe('a step that the state of a tab does not allow', () => {
  it.each<[string, (tab: FakeTab) => void]>([
    ['freezing twice', tab => [tab.freeze(), tab.freeze(), tab.thaw()]],
    ['caching a frozen tab', tab => [tab.freeze(), tab.navigateAway(), tab.thaw()]],
    ['thawing a running tab', tab => [tab.freeze(), tab.thaw(), tab.thaw()]],
    ['coming back without having left', tab => [tab.navigateBack(), tab.freeze(), tab.thaw()]],
    ['evicting a running tab', tab => [tab.evict(), tab.freeze(), tab.thaw()]],
  ])('changes nothing: %s', (_, steps) => {
    const { tab, log } = setUp()
    steps(tab)
    expect(log).toEqual(['app-is-pausing', 'app-woke'])
    expect(tab.state).toBe('running')
  })
})
