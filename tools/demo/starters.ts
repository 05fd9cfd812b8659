import { execFileSync } from 'node:child_process'

/** A process, as `ps` lists it. */
export interface ListedProcess {
  readonly pid: number
  readonly parentPid: number
  readonly command: string
}

const lookEveryMs = 500

/**
 * Calls back when a package manager that this process was started by is gone. One that is ended alone, not by Ctrl-C
 * in its terminal, passes no signal on to what it runs. Where processes cannot be listed, nothing is watched.
 */
export function whenStartersAreGone(callback: () => void): void {
  const starters = startersOf(process.pid, listProcesses())
  const look = setInterval(() => {
    if (starters.every(isRunning)) return
    clearInterval(look)
    callback()
  }, lookEveryMs)
  look.unref()
}

/** The ancestors of a process up to the topmost package manager among them. */
export function startersOf(pid: number, processes: readonly ListedProcess[]): readonly number[] {
  const byPid = new Map(processes.map(listed => [listed.pid, listed]))
  const ancestors: ListedProcess[] = []
  let next = byPid.get(byPid.get(pid)?.parentPid ?? 0)
  while (next !== undefined) {
    ancestors.push(next)
    next = byPid.get(next.parentPid)
  }
  const topmost = ancestors.findLastIndex(({ command }) => /\b(?:npm|npx|pnpm|pnpx|yarn)\b/.test(command))
  return ancestors.slice(0, topmost + 1).map(ancestor => ancestor.pid)
}

function listProcesses(): readonly ListedProcess[] {
  try {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    return lines.map(line => {
      const [pid, parentPid, ...command] = line.trim().split(/\s+/)
      return { pid: Number(pid), parentPid: Number(parentPid), command: command.join(' ') }
    })
  } catch {
    return []
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
