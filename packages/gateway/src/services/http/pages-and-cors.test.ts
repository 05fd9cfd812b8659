import { describe, expect, it } from 'vitest'
import { chatMember, profileWriter, startTestGateway } from '../../../test-support/test-gateway.js'

describe('cross-origin requests', () => {
  it.each([
    ['/cache/profiles?key=ada', 'GET, PUT, DELETE, OPTIONS'],
    ['/topics/chat/room-1', 'POST, GET, OPTIONS'],
  ])('preflight of %s is answered without a token', async (path, methods) => {
    const gateway = await startTestGateway()
    const answer = await gateway.call(path, { method: 'OPTIONS', headers: { origin: 'https://app.example' } })
    expect(answer.status).toBe(204)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methods,
      'access-control-allow-headers': expect.stringContaining('authorization, content-type'),
      'access-control-max-age': '7200',
      'cache-control': 'no-store',
    })
  })

  it('never allows credentials', async () => {
    const gateway = await startTestGateway()
    const answer = await gateway.call('/topics/chat/room-1', { method: 'OPTIONS' })
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it.each([
    ['GET', '/cache/profiles?key=ada', 404],
    ['PUT', '/cache/profiles?key=ada&ttl_seconds=60', 204],
    ['GET', '/cache/profiles', 400],
    ['GET', '/cache/chat?key=ada', 403],
    ['PATCH', '/cache/profiles', 405],
    ['GET', '/nowhere', 404],
    ['GET', '/topics/chat/room-1', 200],
  ])('%s %s is answered %s readably, and for nobody to keep', async (method, path, status) => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([profileWriter, chatMember])
    const answer = await gateway.call(path, { method, token, headers: { origin: 'https://app.example' } })
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Date, Retry-After',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      date: expect.any(String),
    })
  })
})

describe('open pages', () => {
  it('/health says when the gateway is ready', async () => {
    const gateway = await startTestGateway()
    const answer = await gateway.call('/health')
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ready' }])
  })

  it('/metrics counts what happened, and names no cache, topic, key or token', async () => {
    const gateway = await startTestGateway({ count: 1 })
    const token = await gateway.mint([chatMember, profileWriter])
    const page = gateway.time.clock.now()
    for (const body of ['a', 'b', 'c'])
      await gateway.call('/topics/chat/room-1', { method: 'POST', token, body })
    await gateway.call(`/topics/chat/room-1?sequence_number=1&sequence_page=${page}`, { token })
    await gateway.call('/cache/chat?key=ada', { token })
    await gateway.call('/cache/chat?key=ada')
    const answer = await gateway.call('/metrics')
    const lines = (await answer.text()).split('\n').filter(line => !line.startsWith('#'))
    expect(answer.headers.get('content-type')).toContain('text/plain')
    expect(lines).toEqual([
      'calls_total{operation="publish",outcome="ok"} 3',
      'calls_total{operation="read-topic",outcome="ok"} 1',
      'calls_total{operation="read-item",outcome="forbidden"} 1',
      'calls_total{operation="read-item",outcome="unauthenticated"} 1',
      'deliveries_total 1',
      'positions_lost 2',
      'subscriptions_open 0',
      'topics_published_total 3',
      '',
    ])
  })

  it.each(['/health', '/metrics'])(
    '%s is for programs on this machine, not for pages elsewhere',
    async path => {
      const gateway = await startTestGateway()
      const answer = await gateway.call(path, { headers: { origin: 'https://app.example' } })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect((await gateway.call(path, { method: 'POST' })).status).toBe(405)
    },
  )
})
