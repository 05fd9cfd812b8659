import type { Environment } from '../environment/environment.js'
import type { LockAnswer } from '../environment/lock.js'
import { createTabLock } from './tab-lock.js'

/** The locks of one pool, one a slot, and the lines this tab stands in for them. */
export interface SlotLines {
  size(): number
  /** Takes a free slot, else stands in the shortest line. Undefined when `signal` aborted first. */
  claim(signal: AbortSignal, wait: Wait): Promise<(() => void) | undefined>
}

/** Told when standing in line begins (1) and ends (-1). */
export type Wait = (by: 1 | -1) => void

/** `load` is how many of this tab hold the slot or stand in line for it. */
interface Line {
  readonly name: string
  load: number
}

/** Lines in which nobody stands yet, named `<name>:<n>`. */
export function createSlotLines(
  name: string,
  size: number,
  { lock, random }: Pick<Environment, 'lock' | 'random'>,
): SlotLines {
  let locks = lock
  let lines = linesFor(name, size)

  async function claim(signal: AbortSignal, wait: Wait): Promise<(() => void) | undefined> {
    const free = await claimFree()
    const answer = free.outcome === 'busy' ? await standInLine(signal, wait) : free
    if (answer.outcome !== 'unsupported') return answer.outcome === 'acquired' ? answer.release : undefined
    if (locks === lock) {
      locks = createTabLock()
      lines = linesFor(name, 1)
    }
    return claim(signal, wait)
  }

  async function claimFree(): Promise<LockAnswer> {
    for (const line of shortestFirst(lines, random())) {
      if (line.load > 0) break
      const answer = await enter(line, locks.tryAcquire(line.name))
      if (answer.outcome !== 'busy') return answer
    }
    return { outcome: 'busy' }
  }

  async function standInLine(signal: AbortSignal, wait: Wait): Promise<LockAnswer> {
    const [line] = shortestFirst(lines, random())
    if (line === undefined) return { outcome: 'busy' }
    wait(1)
    const answer = await enter(line, locks.acquire(line.name, signal))
    wait(-1)
    return answer
  }

  return { size: () => lines.length, claim }
}

function linesFor(name: string, size: number): readonly Line[] {
  return Array.from({ length: size }, (_, index) => ({ name: `${name}:${index}`, load: 0 }))
}

/** Lines of equal length in a random order, so that tabs do not all ask for the same slot. */
function shortestFirst(lines: readonly Line[], chance: number): readonly Line[] {
  const start = Math.floor(chance * lines.length)
  return [...lines.slice(start), ...lines.slice(0, start)].sort((one, other) => one.load - other.load)
}

async function enter(line: Line, asked: Promise<LockAnswer>): Promise<LockAnswer> {
  line.load++
  const answer = await asked
  if (answer.outcome !== 'acquired') {
    line.load--
    return answer
  }
  const release = (): void => {
    line.load--
    answer.release()
  }
  return { outcome: 'acquired', release }
}
