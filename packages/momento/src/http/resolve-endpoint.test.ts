import { describe, expect, it } from 'vitest'
import { checkEndpoint, resolveEndpoint } from './resolve-endpoint.js'

const page = 'https://app.example'
const localPage = 'http://127.0.0.1:5173'
const local = 'http://127.0.0.1:8080'
const cell = 'cell-1.prod.a.momentohq.com'
const none = { endpoint: undefined, endpoints: [] }

describe('resolveEndpoint', () => {
  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ["Momento's bare host name", cell, page, `https://api.cache.${cell}`],
    ["Momento's full origin, as it is", `https://api.cache.${cell}`, page, `https://api.cache.${cell}`],
    ['nothing named', undefined, page, undefined],
    ['an empty name', '', page, undefined],
    ['somebody else', 'evil.io', page, undefined],
    ["somebody else's origin", 'https://evil.io', page, undefined],
    ['Momento without encryption', `http://${cell}`, page, undefined],
    ['the domain alone', 'momentohq.com', page, undefined],
    ['the domain as a prefix', 'momentohq.com.evil.io', page, undefined],
    ['the domain as a suffix of a label', 'evilmomentohq.com', page, undefined],
    ['a user before the host', 'https://x@a.momentohq.com', page, undefined],
    ['a host as a user', 'https://a.momentohq.com@evil.io', page, undefined],
    ['a host as a fragment', 'evil.io#.momentohq.com', page, undefined],
    ['a host as a path', 'evil.io/a.momentohq.com', page, undefined],
    ['a host as a query', 'https://evil.io?.momentohq.com', page, undefined],
    ['a backslash', 'evil.io\\.momentohq.com', page, undefined],
    ['a path', `https://${cell}/cache`, page, undefined],
    ['a slash at the end', `https://${cell}/`, page, undefined],
    ['a port', `https://${cell}:8443`, page, undefined],
    ['a dot at the end', `${cell}.`, page, undefined],
    ['an empty label', 'a..momentohq.com', page, undefined],
    ['upper case', 'Cell.MomentoHQ.com', page, undefined],
    ['a look-alike letter', 'a.m\u043ementohq.com', page, undefined],
    ['its punycode', 'a.xn--mmentohq-9cf.com', page, undefined],
    ['a full-width dot', 'a\uff0emomentohq.com', page, undefined],
    ['a line break', `${cell}\nevil.io`, page, undefined],
    ['a line break at the end', `${cell}\n`, page, undefined],
    ['a space', ` ${cell}`, page, undefined],
    ['another scheme', `javascript://${cell}`, page, undefined],
    ['this machine, from a page elsewhere', local, page, undefined],
    ['this machine, from a page on it', local, localPage, local],
    ['this machine, from a page named localhost', local, 'http://localhost', local],
    ['this machine, outside a page', local, undefined, local],
    ['this machine by name', 'http://localhost:1', undefined, 'http://localhost:1'],
    ['this machine by IPv6', 'http://[::1]:8080', 'http://[::1]:3000', 'http://[::1]:8080'],
    ['this machine without a scheme', '127.0.0.1:8080', undefined, undefined],
    ['this machine in another spelling', 'http://2130706433', undefined, undefined],
    ['this machine as a prefix', 'http://localhost.evil.io', undefined, undefined],
    ['this machine from a page that only looks local', local, 'http://127.0.0.1.evil.io', undefined],
    ['this machine with a path', `${local}/x`, undefined, undefined],
    ['a neighbour', 'http://192.168.0.2:8080', undefined, undefined],
  ])('%s', (_, named, origin, resolved) => {
    expect(resolveEndpoint(none, named, origin)).toBe(resolved)
  })

  it('the endpoint the app set wins, whatever the token names', () => {
    const settings = { endpoint: 'http://10.0.0.5:8080', endpoints: [] }
    for (const named of [undefined, cell, 'https://evil.io']) {
      expect(resolveEndpoint(settings, named, page)).toBe('http://10.0.0.5:8080')
    }
    expect(resolveEndpoint({ endpoint: 'my.host', endpoints: [] }, undefined, page)).toBe(
      'https://api.cache.my.host',
    )
  })

  it('a listed endpoint is used, exactly as it is listed', () => {
    const settings = { endpoint: undefined, endpoints: ['https://cache.example:8443', 'cells.example'] }
    expect(resolveEndpoint(settings, 'https://cache.example:8443', page)).toBe('https://cache.example:8443')
    expect(resolveEndpoint(settings, 'cells.example', page)).toBe('https://api.cache.cells.example')
    expect(resolveEndpoint(settings, 'https://cache.example', page)).toBeUndefined()
    expect(resolveEndpoint(settings, 'a.cells.example', page)).toBeUndefined()
  })
})

describe('checkEndpoint', () => {
  it.each([cell, 'localhost', local, 'https://cache.example', 'http://[::1]:8080'])('takes %s', endpoint => {
    expect(() => checkEndpoint(endpoint)).not.toThrow()
  })

  it.each([
    '',
    `${local}/`,
    'https://user@cache.example',
    'cache.example/x',
    'ws://cache.example',
    'a b',
    'A.example',
  ])('refuses %j', endpoint => {
    expect(() => checkEndpoint(endpoint)).toThrow(TypeError)
  })
})
