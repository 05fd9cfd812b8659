import { type DevelopmentKeys, type MetricsSnapshot, startGateway } from '../../packages/gateway/src/index.js'

/** A gateway that can fall over and come back at the same address, having forgotten everything. */
export interface RestartableGateway {
  readonly url: string
  /** Ends it with all its connections; does nothing when it is down. */
  kill(): Promise<void>
  /** Starts it again, empty: every topic begins a new page. */
  restart(): Promise<void>
  /** Numbers of the process that runs, or of the last one that did. */
  metrics(): MetricsSnapshot
}

/** Starts a gateway that believes tokens signed with `keys`. */
export async function startRestartableGateway(
  wantedPort: number,
  keys: DevelopmentKeys,
): Promise<RestartableGateway> {
  let running = await startGateway({ port: wantedPort, keys })
  const { url, port } = running
  return {
    url,
    kill: () => running.stop(),
    async restart() {
      await running.stop()
      running = await startGateway({ port, keys })
    },
    metrics: () => running.metrics(),
  }
}
