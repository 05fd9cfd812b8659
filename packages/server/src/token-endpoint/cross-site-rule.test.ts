import { describe, expect, test } from 'vitest'
import { crossSiteRefusal } from './cross-site-rule.js'
import { originPolicy } from './origin-policy.js'

const own = 'https://api.example.com'
const listed = 'https://app.example.com'
const policy = originPolicy({ origins: [listed] })

function refusalOf(headers: Record<string, string>, { url = `${own}/token`, rule = policy } = {}) {
  return crossSiteRefusal(
    new Request(url, { method: 'POST', headers: { 'hallpass-client': '1', ...headers } }),
    rule,
  )
}

const allowed = undefined
const site = 'the site is not allowed'
const origin = 'the origin is not allowed'
const cookie = 'a cookie needs an origin'

describe('Sec-Fetch-Site against Origin, with the cookie of a session', () => {
  const origins = [undefined, own, listed, 'https://evil.example', 'null']
  const table: [string | undefined, (string | undefined)[]][] = [
    //               absent   own      listed   foreign 'null'
    [undefined, [cookie, allowed, allowed, origin, origin]],
    ['same-origin', [allowed, allowed, allowed, origin, origin]],
    ['same-site', [site, site, allowed, site, site]],
    ['cross-site', [site, site, allowed, site, site]],
    ['none', [site, site, allowed, site, site]],
    ['same-origin, cross-site', [site, site, site, site, site]],
    ['', [site, site, site, site, site]],
  ]
  const cases = table.flatMap(([fetchSite, row]) =>
    row.map((expected, i) => ({ fetchSite, from: origins[i], expected })),
  )

  test.each(cases)('site $fetchSite, origin $from: $expected', ({ fetchSite, from, expected }) => {
    expect(refusalOf(cookieHeaders(fetchSite, from))).toBe(expected)
  })

  test.each(cases)('with no origin listed: site $fetchSite, origin $from', ({ fetchSite, from }) => {
    const passes = refusalOf(cookieHeaders(fetchSite, from), { rule: originPolicy({}) }) === undefined
    const isSameOrigin = [undefined, 'same-origin'].includes(fetchSite) && [undefined, own].includes(from)
    expect(passes).toBe(isSameOrigin && (fetchSite !== undefined || from !== undefined))
  })
})

function cookieHeaders(site: string | undefined, from: string | undefined): Record<string, string> {
  return {
    cookie: 'session=s',
    ...(site === undefined ? {} : { 'sec-fetch-site': site }),
    ...(from === undefined ? {} : { origin: from }),
  }
}

describe('an Origin that only looks like a listed one is refused', () => {
  test.each([
    'http://app.example.com',
    'https://app.example.com.evil.io',
    'https://evilapp.example.com',
    'https://app.example.com:443',
    'https://app.example.com:8443',
    'https://app.example.com.',
    'https://APP.example.com',
    'https://app.example.com/',
    'https://app.example.com, https://app.example.com',
    'https://user@app.example.com',
    'https://app.example.com#',
    'app.example.com',
    '*',
    '',
  ])('%s', value => {
    expect(refusalOf({ origin: value })).toBe(origin)
  })
})

describe('what a page does other than fetch is refused', () => {
  test.each([
    [{ 'sec-fetch-mode': 'cors' }, undefined],
    [{ 'sec-fetch-mode': 'same-origin' }, undefined],
    [{ 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }, undefined],
    [{ 'sec-fetch-mode': 'navigate' }, 'a page may not navigate here'],
    [{ 'sec-fetch-mode': 'no-cors' }, 'a page may not navigate here'],
    [{ 'sec-fetch-mode': 'websocket' }, 'a page may not navigate here'],
    [{ 'sec-fetch-mode': '' }, 'a page may not navigate here'],
    [{ 'sec-fetch-dest': 'document' }, 'a page may not navigate here'],
    [{ 'sec-fetch-dest': 'iframe' }, 'a page may not navigate here'],
    [{ 'sec-fetch-dest': 'script' }, 'a page may not navigate here'],
  ])('%o', (headers, expected) => {
    expect(refusalOf({ 'sec-fetch-site': 'same-origin', origin: own, ...headers })).toBe(expected)
  })
})

describe('the custom header is required whatever else is right', () => {
  test.each(['', '0', '2', '1.0', 'true', '1, 1'])('hallpass-client: "%s"', value => {
    const headers = { 'hallpass-client': value, 'sec-fetch-site': 'same-origin', origin: own }
    expect(refusalOf(headers)).toBe('the header hallpass-client: 1 is missing')
  })

  test('none at all', () => {
    const request = new Request(`${own}/token`, { method: 'POST', headers: { origin: own } })
    expect(crossSiteRefusal(request, policy)).toBe('the header hallpass-client: 1 is missing')
  })
})

describe('a caller that is no browser', () => {
  test('passes without a cookie', () => {
    expect(refusalOf({ authorization: 'Bearer own' })).toBe(allowed)
    expect(refusalOf({ 'sec-fetch-mode': 'cors' })).toBe(allowed)
  })

  test('passes with a cookie only where the app allows it', () => {
    expect(refusalOf({ cookie: 'session=s' })).toBe(cookie)
    expect(refusalOf({ cookie: 'session=s' }, { rule: originPolicy({ allowNativeCookie: true }) })).toBe(
      allowed,
    )
  })
})

describe('the own origin', () => {
  test('is that of the URL, port included', () => {
    const local = { url: 'http://127.0.0.1:8787/token' }
    expect(refusalOf({ origin: 'http://127.0.0.1:8787' }, local)).toBe(allowed)
    expect(refusalOf({ origin: 'http://127.0.0.1:5173' }, local)).toBe(origin)
  })

  test('behind a proxy is the one given, and the inner one no longer counts', () => {
    const inner = { url: 'http://10.0.0.7:3000/token', rule: originPolicy({ publicOrigin: own }) }
    expect(refusalOf({ origin: own }, inner)).toBe(allowed)
    expect(refusalOf({ origin: 'http://10.0.0.7:3000' }, inner)).toBe(origin)
  })

  test.each(['x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'host'])('is not changed by %s', name => {
    expect(refusalOf({ origin: 'https://evil.example', [name]: 'evil.example' })).toBe(origin)
  })
})

test.each([
  'null',
  '*',
  'https://app.example.com/',
  'https://*.example.com',
  'app.example.com',
  'https://A.example',
  '',
])('a list with "%s" is refused at construction', value => {
  expect(() => originPolicy({ origins: [value] })).toThrow(TypeError)
  expect(() => originPolicy({ publicOrigin: value })).toThrow(TypeError)
})
