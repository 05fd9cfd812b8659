import { importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { generateSigningKey } from '../signing-key/generate-signing-key.js'
import { createLocalVerifier } from './create-local-verifier.js'

const now = 1_700_000_000
const [ours, next, stranger] = await Promise.all([
  generateSigningKey(),
  generateSigningKey(),
  generateSigningKey(),
])
const rules = { issuer: 'https://api.example.com', audience: 'chat', clock: { now: () => now * 1000 } }
const verifier = createLocalVerifier({ keys: [ours.publicJwk, next.publicJwk], ...rules })

const header = { alg: 'EdDSA', kid: ours.publicJwk.kid, typ: 'at+jwt' }
const permissions = [{ role: 'readonly', cache: 'profiles' }]
const claims = {
  iss: rules.issuer,
  aud: 'chat',
  sub: 'ada',
  jti: 'j-1',
  iat: now - 10,
  exp: now + 50,
  permissions,
}

const base64url = (content: string | Uint8Array) => Buffer.from(content).toString('base64url')
const json = (value: unknown) =>
  typeof value === 'string' || value instanceof Uint8Array ? value : JSON.stringify(value)

/** A JWS over whatever bytes it is given: nothing that a library would refuse to write is out of reach. */
async function sign(headerContent: unknown, payload: unknown, signer = ours): Promise<string> {
  const text = `${base64url(json(headerContent))}.${base64url(json(payload))}`
  const key = await importJWK({ ...signer.privateJwk }, 'EdDSA')
  if (key instanceof Uint8Array) throw new Error('not a private key')
  return `${text}.${base64url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, Buffer.from(text))))}`
}
const good = await sign(header, claims)
const [goodHeader = '', goodPayload = '', goodSignature = ''] = good.split('.')

type Row = [name: string, credential: string | Promise<string>, problem: string | undefined]
const withHeader = (part: object) => sign({ ...header, ...part }, claims)
const withClaims = (part: object) => sign(header, { ...claims, ...part })
const without = (name: string) =>
  sign(header, Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)))
const raw = (text: string | Uint8Array) => sign(header, text)

/** The neighbour of a part's last character that decodes to the same bytes. */
function otherSpelling(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return part.slice(0, -1) + alphabet[alphabet.indexOf(part.slice(-1)) ^ 1]
}

/** The signature with its scalar raised by the group order: equal by arithmetic, another text. */
function raisedScalar(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url')
  const order = 2n ** 252n + 27742317777372353535851937790883648493n
  const scalar = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
  const raised = Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse()
  return base64url(Buffer.concat([bytes.subarray(0, 32), raised]))
}

const shape: Row[] = [
  ['C01 empty', '', 'malformed'],
  ...['.', '..', 'a.b', 'a.b.c.d', 'a.b.c.d.e', '...', 'abc'].map(
    (text): Row => [`C01 ${text}`, text, 'malformed'],
  ),
  ['C02 1 MiB of dots', '.'.repeat(1_048_576), 'malformed'],
  ['C02 1 MiB of A', 'A'.repeat(1_048_576), 'malformed'],
  ...[' ', '\t', '\n', '\0', '\r\n', '\u00a0'].flatMap((space): Row[] => [
    [`C03 ${JSON.stringify(space)} before`, space + good, 'malformed'],
    [`C03 ${JSON.stringify(space)} behind`, good + space, 'malformed'],
    [`C03 ${JSON.stringify(space)} inside`, `${good.slice(0, 20)}${space}${good.slice(20)}`, 'malformed'],
  ]),
  ['C04 padding', `${good}=`, 'malformed'],
  ['C04 padded parts', `${goodHeader}=.${goodPayload}=.${goodSignature}==`, 'malformed'],
  ['C05 + and /', `${goodHeader}.${goodPayload}.+/${goodSignature.slice(2)}`, 'malformed'],
  [
    'C06 last character in another spelling',
    `${goodHeader}.${goodPayload}.${otherSpelling(goodSignature)}`,
    'malformed',
  ],
  ['C07 illegal character', `${goodHeader}.${goodPayload}!.${goodSignature}`, 'malformed'],
  ['C49 two tokens by comma', `${good},${good}`, 'malformed'],
  ['C49 scheme in front', `Bearer ${good}`, 'malformed'],
]

const headers: Row[] = [
  ...['x', '[]', 'null', '""', '7', '', `\ufeff${JSON.stringify(header)}`, ` ${JSON.stringify(header)}`].map(
    (text): Row => [`C08 header ${JSON.stringify(text)}`, sign(text, claims), 'malformed'],
  ),
  ['C08 duplicate alg', sign(`{"alg":"none",${JSON.stringify(header).slice(1)}`, claims), 'malformed'],
  ...['none', 'None', 'NONE', 'nOnE', '', 7, ['EdDSA'], null, undefined].map(
    (alg): Row => [`C09 alg ${JSON.stringify(alg)}`, withHeader({ alg }), 'algorithm-not-allowed'],
  ),
  [
    'C09 alg none, no signature',
    `${base64url(json({ ...header, alg: 'none' }))}.${goodPayload}.`,
    'malformed',
  ],
  ...['HS256', 'RS256', 'ES256', 'Ed25519', 'eddsa', 'PBES2-HS256+A128KW', 'dir'].map(
    (alg): Row => [`C10-C12 alg ${alg}`, withHeader({ alg }), 'algorithm-not-allowed'],
  ),
  ['C12 zip', withHeader({ zip: 'DEF' }), 'unsupported-header'],
  ['C13 b64 false', withHeader({ b64: false }), 'unsupported-header'],
  ...[['x'], [], 'x', ['b64'], null].map(
    (crit): Row => [`C14 crit ${JSON.stringify(crit)}`, withHeader({ crit }), 'unsupported-header'],
  ),
  [
    'C15 own key in the header',
    sign({ ...header, jwk: stranger.publicJwk }, claims, stranger),
    'bad-signature',
  ],
  [
    'C15 key by URL',
    sign({ ...header, jku: 'http://127.0.0.1:9/', x5u: 'http://127.0.0.1:9/' }, claims, stranger),
    'bad-signature',
  ],
  [
    'C15 such members beside a good signature',
    withHeader({ jwk: stranger.publicJwk, jku: 'http://127.0.0.1:9/' }),
    undefined,
  ],
  ...[
    'unknown',
    'k'.repeat(4_000),
    '../../dev/null',
    "' OR 1=1",
    '__proto__',
    'constructor',
    '',
    7,
    null,
    undefined,
  ].map((kid): Row => [`C16 kid ${JSON.stringify(kid)?.slice(0, 20)}`, withHeader({ kid }), 'unknown-key']),
  ...['JWT', 'id_token', 'dpop+jwt', 'AT+JWT', 'application/at+jwt', '', null, ['at+jwt'], undefined].map(
    (typ): Row => [`C18, C40 typ ${JSON.stringify(typ)}`, withHeader({ typ }), 'wrong-type'],
  ),
]

const signatures: Row[] = [
  ['C19 empty', `${goodHeader}.${goodPayload}.`, 'malformed'],
  [
    'C19 one byte short',
    `${goodHeader}.${goodPayload}.${base64url(Buffer.from(goodSignature, 'base64url').subarray(1))}`,
    'bad-signature',
  ],
  ['C19 all zero', `${goodHeader}.${goodPayload}.${base64url(new Uint8Array(64))}`, 'bad-signature'],
  [
    'C20 scalar raised by the group order',
    `${goodHeader}.${goodPayload}.${raisedScalar(goodSignature)}`,
    'bad-signature',
  ],
  [
    'C21 longer than 64 bytes',
    `${goodHeader}.${goodPayload}.${base64url(new Uint8Array(70).fill(48))}`,
    'bad-signature',
  ],
  [
    'C22 of another token',
    `${goodHeader}.${goodPayload}.${(await withClaims({ sub: 'eve' })).split('.')[2]}`,
    'bad-signature',
  ],
  ['C22 by the other of our keys', sign(header, claims, next), 'bad-signature'],
  [
    'C23 payload changed',
    `${goodHeader}.${base64url(json({ ...claims, sub: 'bda' }))}.${goodSignature}`,
    'bad-signature',
  ],
  ['C38 by our next key', sign({ ...header, kid: next.publicJwk.kid }, claims, next), undefined],
  [
    'C38, C41 by a key that is not ours',
    sign({ ...header, kid: stranger.publicJwk.kid }, claims, stranger),
    'unknown-key',
  ],
]

const text = JSON.stringify(claims)
const payloads: Row[] = [
  ...['[]', '"x"', 'null', '7', `\ufeff${text}`, `${text} `, '{'].map(
    (payload): Row => [`C24 ${JSON.stringify(payload).slice(0, 20)}`, raw(payload), 'claims-invalid'],
  ),
  ['C24 empty', raw(''), 'malformed'],
  ['C24 not UTF-8', raw(Buffer.from(text.replace('ada', 'ad\xff'), 'latin1')), 'claims-invalid'],
  ['C25 nested deeply', raw(`{"x":${'['.repeat(2_500)}${']'.repeat(2_500)}}`), 'wrong-issuer'],
  ['C26 duplicate exp', raw(`${text.slice(0, -1)},"exp":${now + 9}}`), 'claims-invalid'],
  ['C26 duplicate permissions', raw(text.replace('{', '{"permissions":"super-user",')), 'claims-invalid'],
  ['C27 __proto__', raw(text.replace('{', '{"__proto__":{"permissions":"super-user"},')), undefined],
  ['C27 claims only by __proto__', raw(`{"__proto__":${text}}`), 'wrong-issuer'],
]

const epoch = [undefined, 'x', `${now + 50}`, null, 'NaN', -1, 1e308, now + 50.5, [now + 50], true]
const times: Row[] = [
  ...epoch.map((exp): Row => [`C28 exp ${JSON.stringify(exp)}`, withClaims({ exp }), 'claims-invalid']),
  ['C28 exp 0', withClaims({ exp: 0 }), 'claims-invalid'],
  ['C28 exp 1e999', raw(text.replace(`"exp":${now + 50}`, '"exp":1e999')), 'claims-invalid'],
  ['C28 exp in milliseconds', withClaims({ exp: (now + 50) * 1000 }), 'lifetime-too-long'],
  ['C29 exp a second ahead', withClaims({ exp: now + 1 }), undefined],
  ['C29 exp now', withClaims({ exp: now }), 'expired'],
  ['C29 exp 30 s ago', withClaims({ iat: now - 90, exp: now - 30 }), 'expired'],
  ...epoch
    .slice(0, 5)
    .map((iat): Row => [`C30 iat ${JSON.stringify(iat)}`, withClaims({ iat }), 'claims-invalid']),
  ['C30 iat 30 s ahead', withClaims({ iat: now + 30 }), undefined],
  ['C30 iat 31 s ahead', withClaims({ iat: now + 31 }), 'not-yet-valid'],
  ['C31 an hour', withClaims({ iat: now, exp: now + 3_600 }), undefined],
  ['C31 an hour and a second', withClaims({ iat: now, exp: now + 3_601 }), 'lifetime-too-long'],
  ['C31 no life at all', withClaims({ iat: now + 10, exp: now + 10 }), 'claims-invalid'],
  ['C32 nbf 31 s ahead', withClaims({ nbf: now + 31 }), 'not-yet-valid'],
  ['C32 nbf past', withClaims({ nbf: now - 5 }), undefined],
  ['C32 nbf text', withClaims({ nbf: `${now}` }), 'claims-invalid'],
  ['C33 nbf after exp', withClaims({ nbf: now + 51 }), 'claims-invalid'],
]

const names: Row[] = [
  ...[
    undefined,
    'https://API.example.com',
    `${rules.issuer}/`,
    'https://аpi.example.com',
    [rules.issuer],
    null,
  ].map((iss): Row => [`C34 iss ${JSON.stringify(iss)}`, withClaims({ iss }), 'wrong-issuer']),
  ...[undefined, 'other', [], ['other'], 'cha', 'chat-2', 'Chat', 7, ['chat', 7], { 0: 'chat' }].map(
    (aud): Row => [`C35, C41 aud ${JSON.stringify(aud)}`, withClaims({ aud }), 'wrong-audience'],
  ),
  ['C35 aud among others', withClaims({ aud: ['chat', 'other'] }), undefined],
  ...[undefined, '', 's'.repeat(4_000), {}, 7, 'ada\n', 'ada\u202e', '\u200bada'].map(
    (sub): Row => [`C36 sub ${JSON.stringify(sub)?.slice(0, 20)}`, withClaims({ sub }), 'claims-invalid'],
  ),
  ...[undefined, '', {}, 7].map(
    (jti): Row => [`C37 jti ${JSON.stringify(jti)}`, withClaims({ jti }), 'claims-invalid'],
  ),
  ...['', 'i'.repeat(65), 7, null].map(
    (id): Row => [`id ${JSON.stringify(id)}`, withClaims({ id }), 'claims-invalid'],
  ),
  ...['', {}, null].map((sid): Row => [`sid ${JSON.stringify(sid)}`, withClaims({ sid }), 'claims-invalid']),
]

const grants: Row[] = [
  ['C40 none, as in an id token', without('permissions'), 'permissions-invalid'],
  ...[null, '', 'superuser', 'SUPER-USER', [], {}, ['super-user'], [{ role: 'admin', cache: 'c' }]].map(
    (value): Row => [
      `permissions ${JSON.stringify(value)}`,
      withClaims({ permissions: value }),
      'permissions-invalid',
    ],
  ),
  [
    'one permission unknown refuses all',
    withClaims({ permissions: [...permissions, { role: 'root' }] }),
    'permissions-invalid',
  ],
  ['super-user', withClaims({ permissions: 'super-user' }), undefined],
]

const envelope = (value: unknown) => Buffer.from(json(value)).toString('base64')
const wrapped = { endpoint: 'http://127.0.0.1:7777', api_key: good }
/** Three lengths in a row: at least one of them is no multiple of three, so base64 pads it. */
const padded =
  ['a', 'ab', 'abc']
    .map(endpoint => envelope({ endpoint, api_key: good }))
    .find(text => text.endsWith('=')) ?? ''
const envelopes: Row[] = [
  ['the envelope', envelope(wrapped), undefined],
  ['padded', padded, undefined],
  ['without its padding', padded.replace(/=+$/, ''), 'malformed'],
  ['last character in another spelling', padded.replace(/[^=]+/, otherSpelling), 'malformed'],
  ['url-safe', base64url(json({ ...wrapped, x: '???>>>' })), 'malformed'],
  ['newline behind', `${envelope(wrapped)}\n`, 'malformed'],
  ['duplicate api_key', envelope(`{"api_key":"x",${json(wrapped).slice(1)}`), 'malformed'],
  ['no api_key', envelope({ endpoint: 'x' }), 'malformed'],
  ['api_key a number', envelope({ ...wrapped, api_key: 7 }), 'malformed'],
  ['an envelope in an envelope', envelope({ ...wrapped, api_key: envelope(wrapped) }), 'malformed'],
]

describe.each([
  ['shape', shape],
  ['header', headers],
  ['signature', signatures],
  ['payload', payloads],
  ['time', times],
  ['names', names],
  ['permissions', grants],
  ['envelope', envelopes],
])('%s', (_group, rows) => {
  test.each(rows)('%s', async (_name, credential, problem) => {
    const verified = await verifier.verify(await credential)
    expect(verified.ok ? undefined : verified.problem).toBe(problem)
  })
})

test('says everything the token says', async () => {
  const verified = await verifier.verify(await withClaims({ id: 'tab-1', sid: 'login-1' }))
  expect(verified).toMatchObject({
    ok: true,
    value: {
      subject: 'ada',
      jti: 'j-1',
      tokenId: 'tab-1',
      session: 'login-1',
      issuedAt: (now - 10) * 1000,
      expiresAt: (now + 50) * 1000,
    },
  })
  expect(await verifier.verify(good)).toMatchObject({
    ok: true,
    value: { tokenId: undefined, session: undefined },
  })
})

test('C02 a credential beyond the limit is not looked at', async () => {
  const onlyItsLength = JSON.parse('{"length":8193}')
  expect(await verifier.verify(onlyItsLength)).toEqual({ ok: false, problem: 'malformed' })
})

test('C38 an old key goes out of use when it is left out', async () => {
  const rotated = createLocalVerifier({ keys: [next.publicJwk], ...rules })
  expect(await rotated.verify(good)).toEqual({ ok: false, problem: 'unknown-key' })
})

test('C46 the clock is asked at every call', async () => {
  let at = now * 1000
  const moving = createLocalVerifier({ keys: [ours.publicJwk], ...rules, clock: { now: () => at } })
  expect((await moving.verify(good)).ok).toBe(true)
  at = (now + 50) * 1000 - 1
  expect((await moving.verify(good)).ok).toBe(true)
  at += 1
  expect(await moving.verify(good)).toEqual({ ok: false, problem: 'expired' })
})

test.each<[string, object]>([
  ['keys', { keys: [] }],
  ['keys\\[0\\]', { keys: [ours.privateJwk] }],
  ['keys\\[1\\]', { keys: [ours.publicJwk, ours.publicJwk] }],
  ['keys\\[0\\]', { keys: [{ ...ours.publicJwk, alg: undefined }] }],
  ['issuer', { issuer: '' }],
  ['audience', { audience: undefined }],
  ['maxLifetimeMs', { maxLifetimeMs: Number.NaN }],
])('wrong %s are a TypeError at construction', (option, part) => {
  const options = { keys: [ours.publicJwk], ...rules, ...part }
  expect(() => createLocalVerifier(options)).toThrow(new RegExp(`^createLocalVerifier: ${option}`))
})
