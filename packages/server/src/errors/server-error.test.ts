import { expect, test } from 'vitest'
import { isServerError, ServerError } from './server-error.js'

test('is told from other errors, also when another copy of the package made it', () => {
  const foreign = Object.assign(new Error('x'), { [Symbol.for('hallpass.ServerError')]: true })
  expect(isServerError(new ServerError('signing-failed', 'x'))).toBe(true)
  expect(isServerError(foreign)).toBe(true)
  for (const other of [new Error('x'), { code: 'signing-failed' }, null, 'x'])
    expect(isServerError(other)).toBe(false)
})

test('carries its code', () => {
  expect(new ServerError('token-too-large', 'x')).toMatchObject({
    name: 'ServerError',
    code: 'token-too-large',
  })
})
