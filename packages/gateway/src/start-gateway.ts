import { createServer, type Server } from 'node:http'
import { createLocalVerifier } from '@hallpass/server'
import { type CredentialVerifier, createGate } from './authority/gate.js'
import type { Engine } from './engine/engine.js'
import { createMemoryEngine } from './engine/memory-engine.js'
import type { HistoryLimits } from './engine/topic-log.js'
import { type Log, stderrLog } from './environment/log.js'
import { type Clock, systemClock, systemTimers, type Timers } from './environment/time.js'
import { GatewayError } from './errors/gateway-error.js'
import type { Gateway } from './gateway.js'
import type { DevelopmentKeys } from './keys/development-keys.js'
import { createMetrics, type MetricsSnapshot } from './metrics/metrics.js'
import { createHttpService } from './services/http/http-service.js'

/** Whose tokens the gateway believes: those a verifier passes, or those signed with development keys. */
export type GatewayTrust = { readonly verifier: CredentialVerifier } | { readonly keys: VerificationKeys }

type VerificationKeys = Pick<DevelopmentKeys, 'publicJwk' | 'issuer' | 'audience'>

/** How a gateway runs; everything has a default. */
export interface GatewaySettings {
  /** 0 takes any free port. @default 8080 */
  readonly port?: number
  /** How much history each topic keeps. @default 10000 messages, 10 minutes */
  readonly history?: Partial<HistoryLimits>
  /** @default the process's own */
  readonly clock?: Clock
  /** @default the process's own */
  readonly timers?: Timers
  /** Takes warnings, a line each. @default standard error */
  readonly log?: Log
}

/** What {@link startGateway} takes. */
export type GatewayOptions = GatewaySettings & GatewayTrust

/** A gateway that accepts calls. */
export interface RunningGateway {
  /** Its origin, such as `http://127.0.0.1:8080`: the endpoint to put into tokens. */
  readonly url: string
  readonly port: number
  /** Where it keeps its data, for tests and seeds that need no token. */
  readonly engine: Engine
  metrics(): MetricsSnapshot
  /** Ends every connection and resolves when all are gone. */
  stop(): Promise<void>
}

/** The port unless told otherwise: that of Momento's own local service. */
export const defaultPort = 8080

const host = '127.0.0.1'

/**
 * Starts a local, Momento-compatible service for caches and topics, reachable from this machine only.
 *
 * @example
 * const gateway = await startGateway({ port: 0, keys: await loadDevelopmentKeys() })
 * // … tokens with endpoint gateway.url open it …
 * await gateway.stop()
 *
 * @throws GatewayError `port-taken`
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const gateway = createGateway(options)
  const server = createServer(serverLimits, createHttpService(gateway))
  const port = await listen(server, options.port ?? defaultPort).catch(error => {
    gateway.engine.stop()
    throw error
  })
  return {
    url: `http://${host}:${port}`,
    port,
    engine: gateway.engine,
    metrics: gateway.metrics.snapshot,
    stop: () => stop(server, gateway),
  }
}

// Idle connections outlive the pauses of a chat, so that a call rarely meets one that is just being closed.
const serverLimits = { keepAliveTimeout: 65_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }

function createGateway(options: GatewayOptions): Gateway {
  const { clock = systemClock, timers = systemTimers, log = stderrLog, history = {} } = options
  const verifier = 'verifier' in options ? options.verifier : verifierOf(options.keys, clock)
  return {
    engine: createMemoryEngine({ history, clock, timers }),
    gate: createGate(verifier, clock),
    metrics: createMetrics(),
    clock,
    timers,
    log,
  }
}

function verifierOf({ publicJwk, issuer, audience }: VerificationKeys, clock: Clock): CredentialVerifier {
  return createLocalVerifier({ keys: [publicJwk], issuer, audience, clock })
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function portTaken(port: number): GatewayError {
  const message = `Port ${port} on ${host} is taken. Choose another, or 0 for any free one.`
  return new GatewayError('port-taken', message)
}

async function stop(server: Server, { engine }: Gateway): Promise<void> {
  await new Promise<void>(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  engine.stop()
}
