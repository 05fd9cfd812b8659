import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  act,
  cleanup,
  type RenderHookOptions,
  type RenderHookResult,
  render,
  renderHook,
} from '@testing-library/react'
import type { JSX, ReactNode } from 'react'
import { afterEach } from 'vitest'
import { SessionProvider } from '../src/session-provider.js'
import { FakeSession } from './fake-session.js'
import { VirtualClock } from './virtual-clock.js'

afterEach(cleanup)

// By default news of a query waits for a timer, which `act` does not: a busy machine would show the state before it.
notifyManager.setScheduler(queueMicrotask)

/** What a component stands in: a fake session, a virtual clock and a client that retries at once. */
export class World {
  readonly session: FakeSession = new FakeSession()
  readonly clock: VirtualClock = new VirtualClock()
  readonly client: QueryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })

  readonly Around = ({ children }: { readonly children?: ReactNode }): JSX.Element => (
    <QueryClientProvider client={this.client}>
      <SessionProvider session={this.session} clock={this.clock}>
        {children}
      </SessionProvider>
    </QueryClientProvider>
  )

  hook<Result, Props>(
    hook: (props: Props) => Result,
    options: RenderHookOptions<Props> = {},
  ): RenderHookResult<Result, Props> {
    return renderHook(hook, { ...options, wrapper: this.Around, reactStrictMode: true })
  }

  show(children: ReactNode): ReturnType<typeof render> {
    return render(children, { wrapper: this.Around, reactStrictMode: true })
  }
}

/** Lets something happen, and React take note of it. */
export async function happens(what: () => unknown): Promise<void> {
  await act(async () => {
    await what()
  })
}
