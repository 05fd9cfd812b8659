import { fileURLToPath } from 'node:url'
import { type DemoBackend, startDemoBackend } from '../../examples/chat/server/start-demo-backend.js'
import { loadDevelopmentKeys } from '../../packages/gateway/src/index.js'
import { expectAnswers } from './expect-answers.js'
import { freePort } from './free-port.js'
import { type RestartableGateway, startRestartableGateway } from './restartable-gateway.js'
import { serveChat } from './serve-chat.js'

/** Options of {@link startDemo}. */
export interface DemoOptions {
  /** Which ports to take if they are free; another one is taken instead of each that is not. 0 prefers none. */
  readonly ports?: Partial<DemoPorts>
  /** How long tokens live. @default 60000 */
  readonly lifetimeMs?: number
  /** For tests: token requests are counted by login. @default false */
  readonly labelSessions?: boolean
  /** For tests: the page's own session can be imported from `/session.js`. @default false */
  readonly opensModules?: boolean
  /** Told which port was taken, and which one serves instead. @default nobody */
  readonly onPortTaken?: (part: keyof DemoPorts, preferred: number, taken: number) => void
}

/** Where the parts of the demo listen. */
export interface DemoPorts {
  readonly gateway: number
  readonly backend: number
  readonly app: number
}

/** The demo, all of it running in this process. */
export interface Demo {
  /** The chat app's page. */
  readonly url: string
  readonly gateway: RestartableGateway
  readonly backend: DemoBackend
  stop(): Promise<void>
}

/** Where the parts listen unless told otherwise. */
const defaultPorts: DemoPorts = { gateway: 8787, backend: 8788, app: 5173 }

const keysFolder = fileURLToPath(new URL('../../.hallpass', import.meta.url))

/** Starts gateway, backend and chat app, and resolves when all of them answer. What fails leaves nothing running. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => void (await Promise.all(stops.map(stopPart => stopPart())))
  try {
    return { ...(await startParts(options, stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(options: DemoOptions, stops: (() => Promise<void>)[]): Promise<Omit<Demo, 'stop'>> {
  const { lifetimeMs = 60_000, labelSessions = false, opensModules = false } = options
  const ports = await choosePorts(options)
  const origin = `http://127.0.0.1:${ports.app}`
  const keys = await loadDevelopmentKeys(keysFolder)
  const gateway = await startRestartableGateway(ports.gateway, keys)
  stops.push(gateway.kill)
  const issuing = { gatewayUrl: gateway.url, keys, lifetimeMs, labelSessions }
  const backend = await startDemoBackend({ port: ports.backend, origins: [origin], ...issuing })
  stops.push(backend.stop)
  const chat = await serveChat({ port: ports.app, backendUrl: backend.url, opensModules })
  stops.push(chat.stop)
  await expectAnswers([`${origin}/`, `${gateway.url}/health`, `${backend.url}/health`])
  return { url: `${origin}/`, gateway, backend }
}

async function choosePorts({ ports, onPortTaken }: DemoOptions): Promise<DemoPorts> {
  const preferred = { ...defaultPorts, ...ports }
  const chosen: number[] = []
  const choose = async (part: keyof DemoPorts) => {
    const port = await freePort(preferred[part], chosen)
    chosen.push(port)
    if (preferred[part] !== 0 && port !== preferred[part]) onPortTaken?.(part, preferred[part], port)
    return port
  }
  return { gateway: await choose('gateway'), backend: await choose('backend'), app: await choose('app') }
}
