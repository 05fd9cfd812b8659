import { afterEach, expect, test, vi } from 'vitest'
import { logProblem, type OnProblem, reporter } from './endpoint-problem.js'

const problem = { problem: 'issuer-failed', cause: new Error('canary-secret') } as const

const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
afterEach(() => logged.mockClear())

test('the default says which problem, and nothing of its cause', () => {
  logProblem(problem)
  expect(logged).toHaveBeenCalledExactlyOnceWith(
    '[hallpass] token endpoint: issuer-failed (pass onProblem to see the cause)',
  )
})

test('a hook is told at once, with the cause', () => {
  const onProblem = vi.fn<OnProblem>()
  reporter(onProblem)(problem)
  expect(onProblem).toHaveBeenCalledExactlyOnceWith(problem)
})

test.each<[string, OnProblem]>([
  [
    'throws',
    () => {
      throw new Error('canary-secret')
    },
  ],
  ['rejects', () => Promise.reject(new Error('canary-secret'))],
])('a hook that %s leaves the problem logged, and nothing unhandled', async (_how, onProblem) => {
  reporter(onProblem)(problem)
  await vi.waitFor(() => expect(logged).toHaveBeenCalledTimes(1))
  expect(JSON.stringify(logged.mock.calls)).not.toContain('canary')
})
