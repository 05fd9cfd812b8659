import { browserEnvironment } from '@hallpass/core'
import { type HttpHandler, http } from 'msw'
import {
  createBackendService,
  type FakeBackend,
  type FakeBackendOptions,
} from '../backend/backend-service.js'

/** A fake backend behind Mock Service Worker: real time, the page's own `fetch`. */
export interface MswBackend extends FakeBackend {
  /** For `setupServer(...backend.handlers)` in Node or `setupWorker(...backend.handlers)` in a browser. */
  readonly handlers: readonly HttpHandler[]
}

/**
 * A token endpoint for apps that are tested with Mock Service Worker. Scripted, logged in and out, slowed and asked
 * like the one of `createFakeBackend`.
 *
 * @example
 * const backend = createMswBackend({ url: 'https://app.example/api/token' })
 * const server = setupServer(...backend.handlers)
 * backend.respondWith('captive-portal', 500)
 */
export function createMswBackend(options: FakeBackendOptions = {}): MswBackend {
  const { clock, timers, random } = browserEnvironment()
  const { backend, answer } = createBackendService({ now: clock.now, timers, random }, options)
  const handle = ({ request }: { request: Request }): Promise<Response> =>
    answer(request, {
      standStill: wait => wait,
      givenUp: request.signal,
      deliver: bring => bring(),
    })
  return { ...backend, handlers: [http.post(backend.url, handle), http.delete(backend.url, handle)] }
}
