import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { stopProgram } from './web-driver.js'

/** A screen that nobody sees, for browsers that want one. */
export interface VirtualScreen {
  /** For the environment variable `DISPLAY`. */
  readonly display: string
  close(): Promise<void>
}

const xServer = 'Xvfb'

/** Starts an X server on a display that nobody uses. */
export async function openVirtualScreen(): Promise<VirtualScreen> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp']
  const server = spawn(xServer, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const kill = () => void server.kill()
  process.once('exit', kill)
  const [number] = await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    once(server, 'exit').then(() => Promise.reject(new Error(`${xServer} did not start`))),
  ])
  return {
    display: `:${String(number).trim()}`,
    async close() {
      process.off('exit', kill)
      await stopProgram(server)
    },
  }
}
