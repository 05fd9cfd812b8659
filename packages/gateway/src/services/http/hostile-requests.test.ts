import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { sendRaw, statusOf, statusOfTarget } from '../../../test-support/raw-http.js'
import { chatMember, startTestGateway } from '../../../test-support/test-gateway.js'

const longName = 'n'.repeat(257)

describe('a hostile target', () => {
  it.each([
    // dot segments and their spellings: never resolved, so never routed elsewhere
    ['/cache/../topics/chat/room-1', 400],
    ['/cache/%2e%2e/topics/chat/room-1', 400],
    ['/cache/%2E%2E', 400],
    ['/cache/.%2e?key=a', 400],
    ['/cache/.?key=a', 400],
    ['/topics/chat/..', 400],
    ['/topics/chat/%2e', 400],
    ['/topics/./room-1', 400],
    // encoding
    ['/topics/chat/%', 400],
    ['/topics/chat/%2', 400],
    ['/topics/chat/%zz', 400],
    ['/topics/chat/%ff', 400],
    ['/topics/chat/%c0%ae%c0%ae', 400],
    ['/topics/chat/%ed%a0%80', 400],
    ['/topics/chat/%00', 400],
    ['/topics/chat/room-1%0a', 400],
    ['/topics/chat/room-1%7f', 400],
    ['/topics/chat/room-1%c2%85', 400],
    // empty, long, too many parts
    ['/topics/chat/', 400],
    ['/topics//room-1', 400],
    ['/cache/?key=a', 400],
    [`/topics/chat/${longName}`, 400],
    [`/topics/${longName}/room-1`, 400],
    [`/topics/chat/${'%C3%A9'.repeat(129)}`, 400],
    ['/topics/chat/room-1/', 404],
    ['/topics/chat/room-1/x', 404],
    ['/topics/chat', 404],
    ['//topics/chat/room-1', 404],
    ['/Topics/chat/room-1', 404],
    ['/topics%2Fchat%2Froom-1', 404],
    ['/', 404],
    // other forms of a request target
    ['http://127.0.0.1/topics/chat/room-1', 400],
    ['topics/chat/room-1', 400],
    ['/topics/chat/room-1#x', 400],
    // query
    ['/topics/chat/room-1?sequence_number=1&sequence_number=1', 400],
    ['/topics/chat/room-1?sequence_number=1&sequence%5Fnumber=2', 400],
    ['/topics/chat/room-1?sequence_number[]=1', 400],
    ['/topics/chat/room-1?sequence_number%5B%5D=1', 400],
    ['/topics/chat/room-1?sequence_number[x]=1', 400],
    ['/topics/chat/room-1?__proto__[x]=1', 400],
    ['/topics/chat/room-1?=1', 400],
    ['/topics/chat/room-1?x=%', 400],
    ['/topics/chat/room-1?x=%ff', 400],
    ['/topics/chat/room-1?token=', 401],
    [`/topics/chat/room-1?${'a=1&'.repeat(10)}`, 400],
    [`/topics/chat/room-1?${Array.from({ length: 33 }, (_each, index) => `p${index}`).join('&')}`, 400],
    [`/topics/chat/room-1?${'x=1&'.repeat(10_000)}`, 431],
    [`/topics/chat/room-1?x=${'x'.repeat(64 * 1024)}`, 431],
  ])('%s is answered %d', async (target, status) => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([chatMember])
    const headers = status === 401 ? [] : [`Authorization: ${token}`]
    expect(await statusOfTarget(gateway.port, target, headers)).toBe(status)
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200)
  })

  it.each([
    ['%2572oom', '%72oom'],
    ['a%2Fb', 'a/b'],
    ['a+b', 'a+b'],
    ['a;b', 'a;b'],
    ['a%5Cb', 'a\\b'],
    ['%2A', '*'],
    ['...', '...'],
    ['%EF%BB%BFbom', '\uFEFFbom'],
    ['cafe%CC%81', 'cafe\u0301'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['n'.repeat(256), 'n'.repeat(256)],
  ])('names, spelled %s, exactly the topic %s', async (spelled, topic) => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([{ role: 'publishonly', cache: 'chat', topic: { name: topic } }])
    const answer = await gateway.call(`/topics/chat/${spelled}`, { method: 'POST', token, body: 'x' })
    expect(answer.status).toBe(204)
  })
})

describe('a hostile request', () => {
  let port = 0
  let stop = async () => {}
  beforeAll(async () => {
    const { startGateway } = await import('../../start-gateway.js')
    const verifier = { verify: async () => ({ ok: false }) as const }
    const gateway = await startGateway({ port: 0, verifier, log: () => {} })
    port = gateway.port
    stop = gateway.stop
  })
  afterAll(() => stop())

  const target = '/topics/chat/room-1'
  const host = 'Host: 127.0.0.1'

  it.each([
    ['HEAD', 405, [`HEAD ${target} HTTP/1.1`, host]],
    ['PATCH', 405, [`PATCH ${target} HTTP/1.1`, host]],
    ['TRACE', 405, [`TRACE ${target} HTTP/1.1`, host]],
    ['a method nobody knows', 400, [`BREW ${target} HTTP/1.1`, host]],
    ['PUT with an override to GET', 405, [`PUT ${target} HTTP/1.1`, host, 'X-HTTP-Method-Override: GET']],
    ['no host', 400, [`GET ${target} HTTP/1.1`]],
    ['two hosts', 400, [`GET ${target} HTTP/1.1`, host, 'Host: evil.example']],
    ['headers of 17 KiB', 431, [`GET ${target} HTTP/1.1`, host, `X: ${'x'.repeat(17 * 1024)}`]],
    ['2,000 headers', 431, [`GET ${target} HTTP/1.1`, host, ...Array(2_000).fill('X-Many: 12345')]],
    ['NUL in a header', 400, [`GET ${target} HTTP/1.1`, host, 'X: a\0b']],
    ['a folded header', 400, [`GET ${target} HTTP/1.1`, host, 'X: a', ' b']],
    [
      'length and chunks',
      400,
      [`POST ${target} HTTP/1.1`, host, 'Content-Length: 1', 'Transfer-Encoding: chunked'],
    ],
    ['a negative length', 400, [`POST ${target} HTTP/1.1`, host, 'Content-Length: -1']],
    ['a list of lengths', 400, [`POST ${target} HTTP/1.1`, host, 'Content-Length: 1, 2']],
    ['WebSocket', 400, [`GET ${target} HTTP/1.1`, host, 'Connection: close, upgrade', 'Upgrade: websocket']],
  ])('with %s is answered %d', async (_what, status, lines) => {
    const close = lines.some(line => line.startsWith('Connection')) ? [] : ['Connection: close']
    const answer = sendRaw(port, [...lines, ...close, '', ''].join('\r\n'))
    expect(statusOf(await answer)).toBe(status)
  })

  it('is told which methods there are', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}${target}`, { method: 'PATCH' })
    expect(answer.headers.get('allow')).toBe('POST, GET, OPTIONS')
  })
})

it('answers 500 when something breaks, says nothing of it, and lives on', async () => {
  const { startGateway } = await import('../../start-gateway.js')
  const logged: string[] = []
  const verify = async (credential: string) => {
    throw new RangeError(`what about ${credential}?`)
  }
  const gateway = await startGateway({ port: 0, verifier: { verify }, log: line => void logged.push(line) })
  onTestFinished(() => gateway.stop())
  const answer = await fetch(`${gateway.url}/cache/c?key=k`, { headers: { authorization: 'secret' } })
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { code: 'Internal Server Error', message: 'The gateway failed to answer.' },
  ])
  expect(logged).toEqual(['A call failed unexpectedly: RangeError'])
  expect((await fetch(`${gateway.url}/health`)).status).toBe(200)
  expect(gateway.metrics().calls).toEqual([{ operation: 'read-item', outcome: 'failed', count: 1 }])
})
