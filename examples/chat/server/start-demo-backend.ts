import { createTokenMetrics, localIssuer, type PrivateSigningKey } from '@hallpass/server'
import { createDemoHandler } from './demo-handler.js'
import { listen } from './listen.js'
import { createLogins } from './logins.js'

/** Options of {@link startDemoBackend}. */
export interface DemoBackendOptions {
  /** 0 takes a free one. */
  readonly port: number
  /** Origins of the pages that may ask, exactly. */
  readonly origins: readonly string[]
  /** The gateway's origin: tokens carry it. */
  readonly gatewayUrl: string
  /** What tokens are signed with; the gateway knows the other half. */
  readonly keys: DemoKeys
  /** How long a token lives. @default 60000 */
  readonly lifetimeMs?: number
  /** For tests: serves `/metrics`, where token requests are counted by login. @default false */
  readonly labelSessions?: boolean
}

/** The signing half of the keys that gateway and backend share. */
export interface DemoKeys {
  readonly privateJwk: PrivateSigningKey
  readonly issuer: string
  readonly audience: string
}

/** The demo's backend, running. */
export interface DemoBackend {
  readonly url: string
  /** Answers everything an app asks for with this status, until told otherwise. */
  failWith(status: number | undefined): void
  /** Token requests so far, in Prometheus' text format. */
  metrics(): string
  stop(): Promise<void>
}

/** Starts the demo's backend: logins by name, and the token endpoint. Everything is kept in memory. */
export async function startDemoBackend(options: DemoBackendOptions): Promise<DemoBackend> {
  const { origins, gatewayUrl, keys, lifetimeMs = 60_000, labelSessions = false } = options
  const { privateJwk: signingKey, issuer, audience } = keys
  const metrics = createTokenMetrics({ labelSessions })
  let fault: number | undefined
  const handler = createDemoHandler({
    origins,
    lifetimeMs,
    metrics,
    servesMetrics: labelSessions,
    issuer: localIssuer({ signingKey, issuer, audience, endpoint: gatewayUrl }),
    logins: createLogins(`hallpass-demo-${new URL(origins[0] ?? gatewayUrl).port}`),
    fault: () => fault,
  })
  const { port, stop } = await listen(options.port, handler)
  return {
    url: `http://127.0.0.1:${port}`,
    failWith: status => {
      fault = status
    },
    metrics: () => metrics.render(),
    stop,
  }
}
