import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = fileURLToPath(new URL('../../../node_modules/.cache/hallpass-simulator', import.meta.url))
const own = join(cache, String(process.pid))

/** Where this process keeps what it builds, out of the way of git and of other processes; gone when it ends. */
export function cacheFolder(): string {
  if (mkdirSync(own, { recursive: true }) !== undefined) {
    process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  }
  return own
}
