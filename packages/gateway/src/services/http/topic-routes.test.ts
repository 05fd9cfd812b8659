import { describe, expect, it } from 'vitest'
import { sendRaw, statusOf } from '../../../test-support/raw-http.js'
import { chatMember, startTestGateway, type TokenLife } from '../../../test-support/test-gateway.js'
import { maxMessageBytes } from './topic-routes.js'

async function startWithMember(life?: TokenLife) {
  const gateway = await startTestGateway()
  const token = await gateway.mint([chatMember], life)
  const publish = (body: RequestInit['body'], headers: HeadersInit = { 'content-type': 'text/plain' }) =>
    gateway.call('/topics/chat/room-1', { method: 'POST', token, body: body ?? null, headers })
  const read = async (query = '') => {
    const answer = await gateway.call(`/topics/chat/room-1${query}`, { token })
    return (await answer.json()).items
  }
  const page = gateway.time.clock.now()
  return { gateway, token, publish, read, page }
}

describe('GET /topics/{cache}/{topic}', () => {
  it.each(['', '?sequence_number=0', '?sequence_number=0&sequence_page=0'])(
    'tells a reader without a position (%s) where the topic is, and replays nothing',
    async query => {
      const { publish, read, page } = await startWithMember()
      await publish('a')
      await publish('b')
      expect(await read(query)).toEqual([
        { discontinuity: { last_topic_sequence: 0, new_topic_sequence: 2, new_sequence_page: page } },
      ])
    },
  )

  it('names page and head of a topic never published to', async () => {
    const { read, page } = await startWithMember()
    expect(await read('?sequence_number=0&sequence_page=0')).toEqual([
      { discontinuity: { last_topic_sequence: 0, new_topic_sequence: 0, new_sequence_page: page } },
    ])
  })

  it('gives items from a position on, with the token id of who published them', async () => {
    const { publish, read, page } = await startWithMember({ tokenId: 'ada-1' })
    for (const text of ['a', 'b', 'c']) await publish(text)
    expect(await read(`?sequence_number=2&sequence_page=${page}`)).toEqual([
      {
        item: { sequence_page: page, topic_sequence_number: 2, value: { text: 'b' }, publisher_id: 'ada-1' },
      },
      {
        item: { sequence_page: page, topic_sequence_number: 3, value: { text: 'c' }, publisher_id: 'ada-1' },
      },
    ])
  })

  it('reports a jump from another page and then gives what this page has', async () => {
    const { publish, read, page } = await startWithMember()
    await publish('a')
    expect(await read('?sequence_number=8&sequence_page=7')).toEqual([
      { discontinuity: { last_topic_sequence: 7, new_topic_sequence: 0, new_sequence_page: page } },
      { item: { sequence_page: page, topic_sequence_number: 1, value: { text: 'a' } } },
    ])
  })

  it('gives a long history in pieces that join up', async () => {
    const { gateway, publish, read, page } = await startWithMember()
    for (let count = 0; count < 520; count += 1) {
      await gateway.engine.publish(
        { cache: 'chat', topic: 'room-1' },
        { value: { kind: 'text', text: '' }, publisherId: undefined },
      )
    }
    await publish('last')
    const first = await read(`?sequence_number=1&sequence_page=${page}`)
    const second = await read(`?sequence_number=501&sequence_page=${page}`)
    expect([first.length, second.length, second.at(-1).item.value.text]).toEqual([500, 21, 'last'])
  })

  it('may be asked twice at once: the position is the reader’s own', async () => {
    const { publish, read, page } = await startWithMember()
    await publish('a')
    const query = `?sequence_number=1&sequence_page=${page}`
    const [one, other] = await Promise.all([read(query), read(query)])
    expect(one).toEqual(other)
  })

  it.each([
    '',
    '%2012',
    '0x10',
    '1e3',
    '+1',
    '%2B1',
    '-1',
    '1.0',
    '01',
    'NaN',
    'Infinity',
    '9007199254740992',
    '9007199254740993',
    '18446744073709551616',
    '%D9%A1',
    '1,2',
    'null',
  ])('answers 400 to a sequence number or page of "%s"', async value => {
    const { gateway, token } = await startWithMember()
    for (const name of ['sequence_number', 'sequence_page']) {
      const answer = await gateway.call(`/topics/chat/room-1?${name}=${value}`, { token })
      expect(answer.status).toBe(400)
    }
  })
})

describe('POST /topics/{cache}/{topic}', () => {
  it.each([
    ['text/plain', 'grüße', { text: 'grüße' }],
    ['text/plain;charset=UTF-8', 'a\n\u2028</script>\u0000', { text: 'a\n\u2028</script>\u0000' }],
    ['text/plain; charset="utf-8"', 'a', { text: 'a' }],
    ['application/json', '{"a":1}', { text: '{"a":1}' }],
    ['application/x-www-form-urlencoded', 'a=b', { text: 'a=b' }],
    ['text/plain', '', { text: '' }],
    ['text/plain', '\uFEFFmark', { text: '\uFEFFmark' }],
    ['application/octet-stream', Uint8Array.of(0, 255, 254), { binary: 'AP/+' }],
    ['Application/Octet-Stream', 'text', { binary: 'dGV4dA==' }],
    ['application/octet-stream', '', { binary: '' }],
  ])('delivers %s as it was sent', async (contentType, body, value) => {
    const { publish, read, page } = await startWithMember()
    expect((await publish(body, { 'content-type': contentType })).status).toBe(204)
    const [frame] = await read(`?sequence_number=1&sequence_page=${page}`)
    expect(frame.item.value).toEqual(value)
  })

  it('takes a body without a content type as text', async () => {
    const { publish, read, page } = await startWithMember()
    await publish(Buffer.from('plain'), {})
    expect((await read(`?sequence_number=1&sequence_page=${page}`))[0].item.value).toEqual({ text: 'plain' })
  })

  it.each([
    ['text that is not UTF-8', 400, Uint8Array.of(0xff), { 'content-type': 'text/plain' }],
    ['text in another charset', 415, 'a', { 'content-type': 'text/plain; charset=utf-7' }],
    ['a compressed body', 415, 'a', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }],
  ])('refuses %s with %d and publishes nothing', async (_what, status, body, headers) => {
    const { gateway, publish } = await startWithMember()
    expect((await publish(body, headers)).status).toBe(status)
    expect(gateway.metrics().topicsPublished).toBe(0)
  })

  it('takes a message of the largest size, counted in bytes, and not one more', async () => {
    const { publish } = await startWithMember()
    const largest = 'é'.repeat(maxMessageBytes / 2)
    expect([(await publish(largest)).status, (await publish(`${largest}a`)).status]).toEqual([204, 413])
  })

  it('does not wait for a body that is announced too large', async () => {
    const { gateway, token } = await startWithMember()
    const head = `POST /topics/chat/room-1 HTTP/1.1\r\nHost: a\r\nAuthorization: ${token}\r\nConnection: close\r\n`
    const answer = await sendRaw(gateway.port, `${head}Content-Length: ${maxMessageBytes + 1}\r\n\r\n`)
    expect(statusOf(answer)).toBe(413)
  })

  it('counts what arrives, whatever length was announced or not', async () => {
    const { gateway, token } = await startWithMember()
    const chunk = new Uint8Array(64 * 1024)
    const body = new ReadableStream({
      start: controller => {
        for (const each of [chunk, chunk]) controller.enqueue(each)
        controller.close()
      },
    })
    const init = { method: 'POST', token, body, duplex: 'half' } as RequestInit
    expect((await gateway.call('/topics/chat/room-1', init)).status).toBe(413)
  })
})
