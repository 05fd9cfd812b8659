import { defineScope, type Permission } from '@hallpass/core/scope'
import { generateSigningKey, localIssuer } from '@hallpass/server'
import { describe, expect, it } from 'vitest'
import { sendRaw, statusOf } from '../../../test-support/raw-http.js'
import {
  chatGuest,
  chatMember,
  innerJwt,
  names,
  profileWriter,
  signingKey,
  startTestGateway,
  type TestGateway,
} from '../../../test-support/test-gateway.js'
import { routes } from './routes.js'

const get = '/cache/profiles?key=ada'

/** Issues as the gateway's own issuer would, but for `changes`. */
async function issueOtherwise(gateway: TestGateway, changes: Partial<Parameters<typeof localIssuer>[0]>) {
  const issuer = localIssuer({
    signingKey: signingKey.privateJwk,
    ...names,
    endpoint: gateway.url,
    clock: gateway.time.clock,
    ...changes,
  })
  const authority = defineScope({ permissions: [profileWriter] })
  return (await issuer.issue({ authority, subject: 'ada', lifetimeMs: 60_000 })).token
}

function flipped(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}

describe('a credential', () => {
  it.each([
    ['the envelope', (token: string) => token],
    ['the JWT inside it', innerJwt],
    ['the JWT after Bearer', (token: string) => `Bearer ${innerJwt(token)}`],
    ['the envelope after bearer', (token: string) => `bearer ${token}`],
  ])('is accepted as %s', async (_what, spell) => {
    const gateway = await startTestGateway()
    const token = spell(await gateway.mint([profileWriter]))
    expect((await gateway.call(get, { token })).status).toBe(404)
  })

  it.each([
    ['nothing', async () => ''],
    ['garbage', async () => 'garbage'],
    ['three dots', async () => '...'],
    ['no more than the scheme', async () => 'Bearer'],
    ['two spaces after the scheme', async (g: TestGateway) => `Bearer  ${await g.mint([profileWriter])}`],
    ['another scheme', async (g: TestGateway) => `Basic ${await g.mint([profileWriter])}`],
    ['a changed signature', async (g: TestGateway) => flipped(innerJwt(await g.mint([profileWriter])), -9)],
    [
      'a changed payload',
      async (g: TestGateway) => {
        const jwt = innerJwt(await g.mint([profileWriter]))
        return flipped(jwt, jwt.indexOf('.') + 20)
      },
    ],
    ['no signature', async (g: TestGateway) => innerJwt(await g.mint([profileWriter])).replace(/[^.]+$/, '')],
    [
      'a key of somebody else',
      async (g: TestGateway) => issueOtherwise(g, { signingKey: (await generateSigningKey()).privateJwk }),
    ],
    [
      'another key under our key’s name',
      async (g: TestGateway) => {
        const { privateJwk } = await generateSigningKey()
        return issueOtherwise(g, { signingKey: { ...privateJwk, kid: signingKey.publicJwk.kid } })
      },
    ],
    ['another issuer', async (g: TestGateway) => issueOtherwise(g, { issuer: 'somebody' })],
    ['another audience', async (g: TestGateway) => issueOtherwise(g, { audience: 'production' })],
    [
      'a token that ended',
      async (g: TestGateway) => {
        const token = await g.mint([profileWriter], { lifetimeMs: 5_000 })
        g.time.advance(5_000)
        return token
      },
    ],
    ['a megabyte', async () => 'A'.repeat(15_000)],
  ])('is refused as 401, in the same words: %s', async (_what, make) => {
    const gateway = await startTestGateway()
    const answer = await gateway.call(get, { token: await make(gateway) })
    expect([answer.status, answer.headers.get('www-authenticate'), await answer.json()]).toEqual([
      401,
      'Bearer',
      { code: 'Unauthorized', message: 'A valid token is required.' },
    ])
  })

  it('may come in the query, with one warning for all that do', async () => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([profileWriter])
    const query = `${get}&token=${encodeURIComponent(token)}`
    expect([(await gateway.call(query)).status, (await gateway.call(query)).status]).toEqual([404, 404])
    expect(gateway.logged).toHaveLength(1)
    expect(gateway.logged[0]).not.toContain(token)
  })

  it('is refused as 400 when there are two of it', async () => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([profileWriter])
    const both = await gateway.call(`${get}&token=${encodeURIComponent(token)}`, { token })
    const list = await gateway.call(get, { token: `${token}, ${token}` })
    const twice = await sendRaw(
      gateway.port,
      `GET ${get} HTTP/1.1\r\nHost: a\r\nAuthorization: ${token}\r\nAuthorization: ${token}\r\nConnection: close\r\n\r\n`,
    )
    expect([both.status, list.status, statusOf(twice)]).toEqual([400, 400, 400])
  })
})

describe('a permission', () => {
  const topic = '/topics/chat/room-1'
  const readOnly: Permission = { role: 'readonly', cache: 'profiles' }
  const writeOnly: Permission = { role: 'writeonly', cache: 'profiles' }
  const onlyUsers: Permission = { role: 'readwrite', cache: 'profiles', item: { keyPrefix: 'user:' } }
  const onlyPublish: Permission = { role: 'publishonly', cache: 'chat', topic: 'room-1' }

  it.each([
    ['a guest publishes', [chatGuest], 'POST', topic],
    ['a publisher subscribes', [onlyPublish], 'GET', topic],
    ['a reader writes', [readOnly], 'PUT', '/cache/profiles?key=ada&ttl_seconds=60'],
    ['a reader deletes', [readOnly], 'DELETE', get],
    ['a writer reads', [writeOnly], 'GET', get],
    ['another cache', [profileWriter], 'GET', '/cache/chat?key=ada'],
    ['another key prefix', [onlyUsers], 'GET', get],
    ['another topic prefix', [chatMember], 'POST', '/topics/chat/lobby'],
    ['a topic of a cache one may only read items of', [readOnly], 'GET', '/topics/profiles/room-1'],
    ['items of a cache one may only use topics of', [chatMember], 'GET', '/cache/chat?key=room-1'],
    ['a name that only looks the same', [chatMember], 'POST', '/topics/chat/%D0%B3oom-1'],
    ['a name that decodes to the prefix when decoded twice', [chatMember], 'POST', '/topics/chat/%2572oom-1'],
  ] as const)('is wanting, 403: %s', async (_what, permissions, method, path) => {
    const gateway = await startTestGateway()
    const token = await gateway.mint(permissions)
    const answer = await gateway.call(path, { method, token, body: method === 'GET' ? null : 'x' })
    expect([answer.status, await answer.json()]).toEqual([
      403,
      { code: 'Forbidden', message: 'The token does not permit this.' },
    ])
    expect(gateway.metrics().topicsPublished).toBe(0)
  })

  it('is decided before anything is looked up: what is there and what is not get one answer', async () => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([onlyUsers])
    await gateway.engine.writeItem({ cache: 'profiles', key: Buffer.from('ada') }, Buffer.from('1'), 60_000)
    const answers = [
      await gateway.call(get, { token }),
      await gateway.call('/cache/profiles?key=bob', { token }),
    ]
    const [there, absent] = await Promise.all(answers.map(async each => [each.status, await each.text()]))
    expect(there).toEqual(absent)
  })

  it('is decided before a body is waited for', async () => {
    const gateway = await startTestGateway()
    const token = await gateway.mint([chatGuest])
    const head = `POST ${topic} HTTP/1.1\r\nHost: a\r\nAuthorization: ${token}\r\nConnection: close\r\n`
    const answer = await sendRaw(gateway.port, `${head}Content-Length: 10\r\n\r\n`)
    expect(statusOf(answer)).toBe(403)
  })

  it('is not wanting for the super-user', async () => {
    const gateway = await startTestGateway()
    const token = await gateway.mint('super-user')
    expect((await gateway.call('/topics/any/thing', { method: 'POST', token, body: 'x' })).status).toBe(204)
  })
})

describe('every route', () => {
  const kinds = {
    'read-item': 'read',
    'write-item': 'write',
    'delete-item': 'write',
    publish: 'publish',
    'read-topic': 'subscribe',
  }
  const query = new Map([
    ['key', 'k'],
    ['ttl_seconds', '60'],
  ])
  const stranger: Permission = { role: 'readwrite', cache: 'elsewhere' }
  const pathOf = (path: readonly string[]) =>
    `/${path.map(part => part.replace(/[{}]/g, '')).join('/')}?key=k&ttl_seconds=60`

  it('is one of these, and needs this permitted', () => {
    const needed = routes.map(route => {
      const prepared = route.prepare(['cache', 'topic'], query)
      return [route.name, prepared.ok && prepared.value.operation.kind]
    })
    expect(Object.fromEntries(needed)).toEqual(kinds)
  })

  it.each(routes.map(route => [route.name, route] as const))(
    '%s answers 401 without a token and 403 without the permission',
    async (_name, { method, path }) => {
      const gateway = await startTestGateway()
      const token = await gateway.mint([stranger])
      const anonymous = await gateway.call(pathOf(path), { method })
      const forbidden = await gateway.call(pathOf(path), { method, token })
      expect([anonymous.status, forbidden.status]).toEqual([401, 403])
    },
  )
})
