import { describe, expect, it } from 'vitest'
import { createVirtualTime } from '../../test-support/virtual-time.js'
import type { Caller, Decision } from '../authority/gate.js'
import { createMemoryEngine } from '../engine/memory-engine.js'
import { createMetrics } from '../metrics/metrics.js'
import { awaitFrames } from './await-frames.js'

const topic = { cache: 'chat', topic: 'room' }
const hello = { value: { kind: 'text', text: 'hello' }, publisherId: undefined } as const

/** A subscriber that has heard everything; what the gate says can be changed under it. */
async function startWaiting() {
  const time = createVirtualTime()
  const engine = createMemoryEngine(time)
  const metrics = createMetrics()
  let decision: Decision = 'granted'
  const gate = { identify: async () => undefined, decide: () => decision }
  const caller: Caller = { authority: 'super-user', tokenId: undefined, expiresAt: time.clock.now() + 10_000 }
  const { page } = await engine.publish(topic, hello)
  const client = new AbortController()
  const demand = { caller, topic, position: { page, sequence: 2n }, maxWaitMs: 60_000, signal: client.signal }
  const outcome = awaitFrames(demand, { ...time, engine, metrics, gate, log: () => {} })
  await Promise.resolve()
  await Promise.resolve()
  expect(metrics.snapshot().subscriptionsOpen).toBe(1)
  const decideFromNowOn = (next: Decision) => {
    decision = next
  }
  return { time, engine, metrics, client, outcome, decideFromNowOn }
}

describe('awaitFrames', () => {
  it('hands over what was published meanwhile', async () => {
    const { engine, outcome } = await startWaiting()
    await engine.publish(topic, hello)
    expect(await outcome).toMatchObject({ state: 'frames', frames: [{ sequence: 2n }] })
  })

  it.each(['forbidden', 'unauthenticated'] as const)(
    'hands over nothing when the gate now says %s',
    async now => {
      const { engine, outcome, decideFromNowOn } = await startWaiting()
      decideFromNowOn(now)
      await engine.publish(topic, hello)
      expect(await outcome).toEqual({ state: now })
    },
  )

  it('ends when the token does', async () => {
    const { time, outcome } = await startWaiting()
    time.advance(10_000)
    expect(await outcome).toEqual({ state: 'unauthenticated' })
  })

  it('ends when the client is gone', async () => {
    const { client, outcome } = await startWaiting()
    client.abort()
    expect(await outcome).toEqual({ state: 'client-gone' })
  })

  it('lets go of everything it held', async () => {
    const { time, engine, metrics, client, outcome } = await startWaiting()
    client.abort()
    await outcome
    expect(metrics.snapshot().subscriptionsOpen).toBe(0)
    engine.stop()
    expect(time.armed).toBe(0)
  })
})
