import { expect, test, vi } from 'vitest'
import { createTokenEndpoint } from './create-token-endpoint.js'
import type { EndpointProblem } from './endpoint-problem.js'

const url = 'https://api.example.com/token'
const own = { 'hallpass-client': '1', origin: 'https://api.example.com', cookie: 'sid=1' }

function endpoint(onSignOut: (request: Request) => void | Promise<void>) {
  const problems: EndpointProblem[] = []
  const handle = createTokenEndpoint({
    authorize: () => ({ decision: 'signed-out' }),
    issuer: { issue: () => Promise.reject(new Error('not used')) },
    onSignOut,
    onProblem: problem => void problems.push(problem),
  })
  const signOut = (headers: Record<string, string>) => handle(new Request(url, { method: 'DELETE', headers }))
  return { signOut, handle, problems }
}

test('ends the session of the request, with neither body nor content type', async () => {
  const ended: (string | null)[] = []
  const { signOut } = endpoint(request => void ended.push(request.headers.get('cookie')))
  const response = await signOut(own)
  expect(response.status).toBe(204)
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(ended).toEqual(['sid=1'])
})

test.each([
  [{ ...own, origin: 'https://evil.example' }],
  [{ ...own, 'hallpass-client': '' }],
  [{ ...own, 'sec-fetch-site': 'cross-site' }],
  [{ ...own, 'sec-fetch-mode': 'navigate' }],
  [{ 'hallpass-client': '1', cookie: 'sid=1' }],
])('is nothing a foreign page can do: %o', async headers => {
  const onSignOut = vi.fn()
  expect((await endpoint(onSignOut).signOut(headers)).status).toBe(403)
  expect(onSignOut).not.toHaveBeenCalled()
})

test('that fails is a bare 500, and the app is told why', async () => {
  const cause = new Error('db secret')
  const { signOut, problems } = endpoint(() => Promise.reject(cause))
  const response = await signOut(own)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret')
  expect(problems).toEqual([{ problem: 'sign-out-failed', cause }])
})

test('is listed among the allowed methods', async () => {
  const { handle } = endpoint(() => {})
  expect((await handle(new Request(url))).headers.get('allow')).toBe('POST, DELETE, OPTIONS')
})
