import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { jwtDecode } from 'jwt-decode'
import { describe, expect, test } from 'vitest'
import { capLifetime, DEFAULT_MAX_LIFETIME_MS } from './cap-lifetime.js'
import { parseTokenResponse } from './parse-token-response.js'

interface AnswerCase {
  name: string
  answer: unknown
  expect: { ok: boolean; lifetimeSec?: number; reveal?: string; endpoint?: string }
}

const NOW = Date.UTC(2026, 10, 21, 22, 33, 44, 250)

const cases: AnswerCase[] = JSON.parse(
  readFileSync(new URL('../../../../test/vectors/token-answers.json', import.meta.url), 'utf8'),
).cases

describe('parseTokenResponse agrees with the vectors', () => {
  test.each(cases)('$name', ({ answer, expect: expected }) => {
    const filled = fill(answer)
    const parsed = parseTokenResponse(filled, { now: NOW, decodeJwt: jwtDecode })
    expect(parsed.ok).toBe(expected.ok)
    if (!parsed.ok) return expectNothingQuoted(filled, parsed.problem)
    const lifetimeSec = capLifetime(parsed.value.lifetimeMs, DEFAULT_MAX_LIFETIME_MS) / 1000
    expect(Math.abs(lifetimeSec - (expected.lifetimeSec ?? 0))).toBeLessThanOrEqual(2)
    if (expected.reveal !== undefined) expect(parsed.value.secret).toBe(expected.reveal)
    if (expected.endpoint !== undefined) expect(parsed.value.endpoint).toBe(expected.endpoint)
  })

  test('and none was lost on the way', () => {
    expect(cases).toHaveLength(51)
  })
})

function expectNothingQuoted(answer: unknown, problem: unknown): void {
  const said = `${JSON.stringify(problem)} ${inspect(problem, { showHidden: true })}`
  for (const text of textsIn(answer))
    for (let start = 0; start + 8 <= text.length; start++)
      expect(said).not.toContain(text.slice(start, start + 8))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Fills the templates as the file's `about` says. */
function fill(template: unknown): unknown {
  if (typeof template === 'string') return template.startsWith('$') ? fillInstant(template) : template
  if (typeof template !== 'object' || template === null) return template
  if (Array.isArray(template)) return template.map(fill)
  const [[word, content] = ['', undefined]] = Object.entries(template)
  const filler = FILLERS.get(word)
  if (filler !== undefined) return filler(fill(content))
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value)]))
}

function fillInstant(template: string): unknown {
  const [, word, offset] = /^\$(\w+?)((?:[+-]\d+)?)$/.exec(template) ?? []
  const by = Number(offset)
  const nowSec = Math.floor(NOW / 1000)
  if (word === 'now') return nowSec + by
  if (word === 'nowMs') return NOW + by
  if (word === 'nowFloat') return nowSec + by + 0.5
  if (word === 'iso') return new Date(NOW + by * 1000).toISOString()
  if (word === 'isoOffset') return new Date(NOW + (by + 7200) * 1000).toISOString().replace('Z', '+02:00')
  throw new TypeError('unknown template')
}

const base64 = (text: string) => Buffer.from(text).toString('base64')
const jwt = (payload: string) =>
  ['{"alg":"EdDSA","typ":"JWT"}', payload, 'signature']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')

const FILLERS = new Map<string, (content: unknown) => unknown>([
  ['$jwt', claims => jwt(JSON.stringify(claims))],
  ['$rawjwt', payload => jwt(String(payload))],
  ['$envelope', content => base64(JSON.stringify(content))],
  ['$base64', content => base64(JSON.stringify(content))],
  ['$base64text', text => base64(String(text))],
  ['$urlsafe', text => Buffer.from(String(text), 'base64').toString('base64url')],
  ['$text', parts => (Array.isArray(parts) ? parts.join('') : '')],
  ['$long', length => ({ access_token: 'a'.repeat(Number(length)), token_type: 'Bearer', expires_in: 60 })],
  ['$infinity', () => Number.POSITIVE_INFINITY],
  ['$undefined', () => undefined],
])
