import { inspect } from 'node:util'
import { defineScope } from '@hallpass/core/scope'
import { expect, test, vi } from 'vitest'
import { localIssuer } from '../issuers/local-issuer.js'
import { generateSigningKey } from '../signing-key/generate-signing-key.js'
import { createLocalVerifier } from '../verifier/create-local-verifier.js'
import { createTokenEndpoint } from './create-token-endpoint.js'

const scope = defineScope({ permissions: [{ role: 'readonly', cache: 'profiles' }] })
const { privateJwk, publicJwk } = await generateSigningKey()
const place = { issuer: 'https://api.example.com', audience: 'chat', endpoint: 'cell-1.example.com' }
const issuer = localIssuer({ signingKey: privateJwk, ...place })
const { token } = await issuer.issue({ subject: 'ada', authority: scope })
const cookie = 'sid=c00kie-canary-4f9a2b7d'
const secrets = [token, atob(token).split('"')[7] ?? '', cookie, privateJwk.d]

function leaks(text: string): string[] {
  const windows = secrets.flatMap(secret =>
    Array.from({ length: secret.length - 15 }, (_, i) => secret.slice(i, i + 16)),
  )
  return windows.filter(window => text.includes(window))
}

test('the canary finds what it looks for', () => {
  expect(leaks(`x${privateJwk.d}x`)).not.toEqual([])
  expect(leaks(token.slice(40, 80))).not.toEqual([])
})

test('no answer but the token itself, and no log line, quotes a token, a key or a cookie', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
  const quoting = () => {
    throw new Error(secrets.join(' '))
  }
  const endpoints = [
    createTokenEndpoint({ issuer, authorize: quoting, onSignOut: quoting }),
    createTokenEndpoint({
      issuer: { issue: quoting },
      authorize: () => ({ decision: 'issue', subject: 'ada', scope }),
    }),
    createTokenEndpoint({ issuer, authorize: () => ({ decision: 'issue', subject: '', scope }) }),
  ]
  const headers = {
    'hallpass-client': '1',
    'content-type': 'application/json',
    origin: 'https://api.example.com',
    cookie,
  }
  const url = `https://api.example.com/token?token=${encodeURIComponent(token)}`
  const bodies = [
    '{}',
    token,
    JSON.stringify({ scope: { [token]: token } }),
    JSON.stringify({ scope: { permissions: [{ role: token, cache: 'c' }] } }),
  ]
  for (const handle of endpoints) {
    const posts = bodies.map(body => new Request(url, { method: 'POST', headers, body }))
    const others = ['DELETE', 'GET', 'OPTIONS'].map(method => new Request(url, { method, headers }))
    const foreign = new Request(url, {
      method: 'POST',
      headers: { ...headers, origin: 'https://evil.example' },
      body: '{}',
    })
    for (const request of [...posts, ...others, foreign]) {
      const response = await handle(request)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(leaks(JSON.stringify([...response.headers]) + (await response.text()))).toEqual([])
    }
  }
  expect(logged).toHaveBeenCalled()
  expect(leaks(JSON.stringify(logged.mock.calls))).toEqual([])
  logged.mockRestore()
})

test('nothing thrown quotes a key, and no refusal quotes a token', async () => {
  const thrown = [
    () => localIssuer({ signingKey: { ...privateJwk, d: `${privateJwk.d}A` }, ...place }),
    () => localIssuer({ signingKey: privateJwk, ...place, endpoint: privateJwk.d }),
    () => createLocalVerifier({ keys: [privateJwk], ...place }),
    () => issuer.issue({ subject: '', authority: scope, session: token }),
    () => issuer.issue({ subject: `${token}\n`, authority: scope }),
  ].map(async act => act())
  for (const result of await Promise.allSettled(thrown)) {
    expect(result.status).toBe('rejected')
    expect(leaks(inspect(result, { depth: 9, showHidden: true }))).toEqual([])
  }
  const verifier = createLocalVerifier({ keys: [publicJwk], ...place })
  expect(leaks(inspect(await verifier.verify(`${token.slice(0, -8)}AAAAAAA=`)))).toEqual([])
})
