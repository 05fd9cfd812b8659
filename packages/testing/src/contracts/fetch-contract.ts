import type { Fetch } from '@hallpass/core'
import { assertSame, rejectionOf } from './assert-same.js'
import { type ContractCase, contractCases } from './contract-case.js'

/** A `fetch` and a service it can reach. */
export interface FetchUnderTest {
  readonly fetch: Fetch
  /** An absolute URL that `answerWith` decides about. */
  readonly url: string
  /** How requests to `url` are answered from now on. `Response.error()` is a failure of the network. */
  answerWith(handler: (request: Request) => Promise<Response>): void
}

/** What every `Fetch` must do for the requests a token endpoint gets. */
export function fetchContract(make: () => FetchUnderTest): readonly ContractCase[] {
  return contractCases({
    'carries method, headers and body': async () => {
      const { fetch, url, answerWith } = make()
      answerWith(async request =>
        Response.json([request.method, request.headers.get('hallpass-client'), await request.text()]),
      )
      const response = await fetch(url, {
        method: 'POST',
        body: '{"n":1}',
        headers: { 'Hallpass-Client': '1' },
      })
      assertSame(await response.json(), ['POST', '1', '{"n":1}'])
    },
    'resolves with every status there is, headers and body included': async () => {
      const { fetch, url, answerWith } = make()
      answerWith(async () => new Response('busy', { status: 429, headers: { 'retry-after': '7' } }))
      const response = await fetch(url)
      const { ok, status, headers } = response
      assertSame([ok, status, headers.get('Retry-After'), await response.text()], [false, 429, '7', 'busy'])
    },
    'rejects with a TypeError when the network fails': async () => {
      const { fetch, url, answerWith } = make()
      answerWith(async () => Response.error())
      assertSame((await rejectionOf(fetch(url))) instanceof TypeError, true)
    },
    'rejects with the reason of a signal that aborts': async () => {
      const { fetch, url, answerWith } = make()
      const patience = new AbortController()
      const reason = new Error('enough')
      answerWith(async () => {
        patience.abort(reason)
        return new Response('too late')
      })
      assertSame((await rejectionOf(fetch(url, { signal: patience.signal }))) === reason, true)
    },
    'sends nothing under a signal that has aborted': async () => {
      const { fetch, url, answerWith } = make()
      let askedCount = 0
      answerWith(async () => {
        askedCount += 1
        return new Response()
      })
      await rejectionOf(fetch(url, { signal: AbortSignal.abort() }))
      await fetch(url)
      assertSame(askedCount, 1)
    },
  })
}
