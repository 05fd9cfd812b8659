import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { programOnPath } from './program-on-path.js'

const run = promisify(execFile)
const packageDeadlineMs = 300_000

/**
 * Installs packages of the distribution, where that is ours to do: as root, on a Debian. Says so before it does, since
 * it changes the machine and takes its time.
 *
 * @returns whether it did
 */
export async function installDebianPackages(
  packages: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  if (process.getuid?.() !== 0 || programOnPath('apt-get', env) === undefined) return false
  console.log(`INSTALLING Debian's ${packages.join(' and ')} (at most ${packageDeadlineMs / 60_000} minutes)`)
  const signal = AbortSignal.timeout(packageDeadlineMs)
  const options = { signal, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  return true
}
