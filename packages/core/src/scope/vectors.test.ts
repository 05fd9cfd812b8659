import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Authority, defineScope, type Operation, parseScope, permits, type Scope } from './index.js'

interface PermitsCase {
  name: string
  scope: Scope | 'super-user'
  operation: Operation & { keyBase64?: string }
  expect: boolean
}

const permitsCases: PermitsCase[] = readCases('permits.json')
const invalidCases: { name: string; value: unknown }[] = readCases('invalid-scopes.json')

describe('permits agrees with the vectors', () => {
  test.each(permitsCases)('$name', ({ scope, operation, expect: may }) => {
    expect(permits(authorityFrom(scope), operationFrom(operation))).toBe(may)
  })
})

describe('parseScope refuses and says where', () => {
  test.each(invalidCases)('$name', ({ value }) => {
    const parsed = parseScope(value)
    expect(parsed).toEqual({ ok: false, problem: { path: expect.any(String), message: expect.any(String) } })
    expect(() => defineScope(value as Scope)).toThrow(TypeError)
  })
})

test('no case was lost on the way', () => {
  expect([permitsCases.length, invalidCases.length]).toEqual([72, 24])
})

function authorityFrom(scope: PermitsCase['scope']): Authority {
  return scope === 'super-user' ? scope : defineScope(scope)
}

function operationFrom({ keyBase64, ...operation }: PermitsCase['operation']): Operation {
  return keyBase64 === undefined
    ? operation
    : ({ ...operation, key: new Uint8Array(Buffer.from(keyBase64, 'base64')) } as Operation)
}

function readCases<T>(file: string): T[] {
  const url = new URL(`../../../../test/vectors/${file}`, import.meta.url)
  return JSON.parse(readFileSync(url, 'utf8')).cases
}
