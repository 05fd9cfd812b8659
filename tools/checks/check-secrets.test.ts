import { describe, expect, it } from 'vitest'
import { findSecrets } from './check-secrets.js'

// The planted things are put together here, so that this file holds none of them.
const of = (...parts: string[]): string => parts.join('')
const letters = 'aB3_'.repeat(30)
const source = 'packages/core/src/a.ts'
const test = 'packages/core/src/a.test.ts'

describe('check:secrets', () => {
  it.each([
    ['a private key', source, of('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a private key', source, of('-----BEGIN EC ', 'PRIVATE KEY-----')],
    ['a private key as JWK', 'test/keys.json', of('{"kty": "OKP", "', 'd": "', letters.slice(0, 43), '"}')],
    ['a signed token', 'README.md', of('ey', `J${letters.slice(0, 20)}.${letters}.${letters}`)],
    ['a token in an envelope', source, of('ey', `JlbmRwb2lu${letters}`)],
    ['a cloud or registry key', source, of('AK', 'IA', 'ABCDEFGH12345678')],
    ['a cloud or registry key', '.npmrc', of('npm', '_', 'a1'.repeat(18))],
    ['a password in a URL', source, of('https://ada:', 'lovelace@example.com/')],
    ['the address of a registry', 'pnpm-lock.yaml', of('https://', 'registry.npmjs.org/react')],
    ['the address of a registry', '.npmrc', of('registry=https://npm.', 'artifactory.example.com/')],
    [
      'the address of a tarball',
      'pnpm-lock.yaml',
      of('{integrity: x, ', 'tarball: https://example.com/a.tgz}'),
    ],
    ['a path of one machine', 'docs/a.md', of('see /ho', 'me/ada/notes')],
    ['a path of one machine', source, of("'/Us", "ers/ada/project'")],
    ['a path of one machine', source, of("'C:\\", "Users\\ada'")],
    ['unfinished work', source, of('// TO', 'DO: later')],
    ['unfinished work', 'docs/a.md', of('FIX', 'ME')],
    ['a test alone or left out', test, of('it.', 'only(')],
    ['a test alone or left out', test, of('describe.', 'skip(')],
    ['a test alone or left out', 'test/end-to-end/a.test.ts', of('it.', 'skipIf(')],
    ['a silenced rule', source, of('// biome', '-ignore lint: no')],
    ['a silenced rule', test, of('// @ts', '-ignore')],
    ['a silenced type error', source, of('// @ts', '-expect-error')],
  ])('sees %s in %s', (kind, path, text) => {
    expect(findSecrets({ path, text: `first line\n${text}\n` })).toEqual([`${path}:2 holds ${kind}`])
  })

  it.each([
    ['a link to a package', 'README.md', 'https://www.npmjs.com/package/@hallpass/core'],
    ['a public JWK', 'test/keys.json', `{"kty": "OKP", "x": "${letters.slice(0, 43)}"}`],
    ['a JWT header alone', test, of('ey', 'JhbGciOiJub25lIn0.e30.')],
    ['a path in a URL', source, of('https://example.com/ho', 'me/ada')],
    ['a path relative to a project', source, of('./ho', 'me/page.js')],
    ['a template for a URL', source, 'https://$' + '{host}:$' + '{port}/path@2'],
    ['an expected type error in a test', test, of('// @ts', '-expect-error: not a scope')],
    ['skipping in other code', source, of('lines.', 'skip(1)')],
  ])('lets pass %s', (_, path, text) => {
    expect(findSecrets({ path, text })).toEqual([])
  })

  it('never repeats what it found', () => {
    const [problem] = findSecrets({ path: source, text: of('AK', 'IA', 'ABCDEFGH12345678') })
    expect(problem).not.toContain('ABCDEFGH')
  })
})
