import { describe, expect, it, vi } from 'vitest'
import { chatMember, startTestGateway, type TestGateway } from '../../../test-support/test-gateway.js'
import { maxPollMs } from './topic-routes.js'

/** A gateway with one poll that waits for the first message of a topic. */
async function startWithPoll({ lifetimeMs = 60_000 } = {}) {
  const gateway = await startTestGateway()
  const token = await gateway.mint([chatMember], { lifetimeMs })
  const page = gateway.time.clock.now()
  await gateway.call('/topics/chat/room-1', { token })
  const gone = new AbortController()
  const poll = gateway.call(`/topics/chat/room-1?sequence_number=1&sequence_page=${page}`, {
    token,
    signal: gone.signal,
  })
  await openSubscriptions(gateway, 1)
  const publish = async (by: string) =>
    gateway.call('/topics/chat/room-1', { method: 'POST', token: by, body: 'hello' })
  return { gateway, token, poll, gone, publish }
}

async function openSubscriptions(gateway: TestGateway, count: number, timeoutMs = 5_000) {
  const openNow = () => expect(gateway.metrics().subscriptionsOpen).toBe(count)
  await vi.waitFor(openNow, { interval: 2, timeout: timeoutMs })
}

describe('a waiting poll', () => {
  it('is answered with the next message', async () => {
    const { gateway, token, poll, publish } = await startWithPoll()
    await publish(token)
    expect((await (await poll).json()).items).toMatchObject([{ item: { value: { text: 'hello' } } }])
    expect(gateway.metrics()).toMatchObject({ subscriptionsOpen: 0, deliveries: 1, topicsPublished: 1 })
  })

  it('is answered 401 the moment its token ends, and not before', async () => {
    const { gateway, poll } = await startWithPoll({ lifetimeMs: 10_000 })
    gateway.time.advance(9_582) // tokens end on whole seconds; time started 417 ms into one
    await openSubscriptions(gateway, 1)
    gateway.time.advance(1)
    const answer = await poll
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'Unauthorized' }])
    expect(gateway.metrics().subscriptionsOpen).toBe(0)
  })

  it('is answered 401 instead of the message when both come at once', async () => {
    const { gateway, poll } = await startWithPoll({ lifetimeMs: 10_000 })
    const { cache, topic } = { cache: 'chat', topic: 'room-1' }
    const published = gateway.engine.publish(
      { cache, topic },
      { value: { kind: 'text', text: 'late' }, publisherId: undefined },
    )
    gateway.time.advance(10_000)
    await published
    expect((await poll).status).toBe(401)
  })

  it('ends with no items when it waited as long as it may', async () => {
    const { gateway, poll } = await startWithPoll({ lifetimeMs: 600_000 })
    gateway.time.advance(maxPollMs)
    const answer = await poll
    expect([answer.status, await answer.json()]).toEqual([200, { items: [] }])
  })

  it('is forgotten within a second of its client being gone', async () => {
    const { gateway, poll, gone } = await startWithPoll()
    gone.abort()
    await expect(poll).rejects.toThrow()
    await openSubscriptions(gateway, 0, 1_000)
    expect(gateway.metrics().calls).toContainEqual({
      operation: 'read-topic',
      outcome: 'client-gone',
      count: 1,
    })
  })

  it('leaves no timer behind, however it ended', async () => {
    const { gateway, token, poll, publish } = await startWithPoll()
    await publish(token)
    await poll
    expect(gateway.time.armed).toBe(1) // the engine's sweep
  })

  it('does not keep a gateway from stopping', async () => {
    const { gateway, poll } = await startWithPoll()
    const ended = expect(poll).rejects.toThrow()
    await gateway.stop()
    await ended
  })
})
