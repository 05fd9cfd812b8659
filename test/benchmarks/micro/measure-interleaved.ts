import type { Subject } from './subject.js'

/** How long to measure, and by which clock. */
export interface MeasureOptions {
  readonly rounds: number
  /** About how long each subject takes in one round. */
  readonly turnMs: number
  readonly nowMs: () => number
}

/** A subject and what one call of it took, in milliseconds, round by round. */
export interface Measured {
  readonly name: string
  readonly perCallMs: readonly number[]
}

/**
 * Measures the subjects in turns, A B C A B C: whatever else the machine does in the meantime falls on all of them.
 * How many calls a turn makes is found out first, which warms them up as well.
 */
export async function measureInterleaved(
  subjects: readonly Subject[],
  options: MeasureOptions,
): Promise<readonly Measured[]> {
  const turns: Turn[] = []
  for (const subject of subjects) turns.push(await prepareTurn(subject, options))
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { subject, callCount, perCallMs } of turns) {
      perCallMs.push((await timeCalls(subject, callCount, options.nowMs)) / callCount)
    }
  }
  return turns.map(({ subject, perCallMs }) => ({ name: subject.name, perCallMs }))
}

interface Turn {
  readonly subject: Subject
  readonly callCount: number
  readonly perCallMs: number[]
}

/** Doubles the number of calls until they fill a turn. */
async function prepareTurn(subject: Subject, { turnMs, nowMs }: MeasureOptions): Promise<Turn> {
  let callCount = 64
  while ((await timeCalls(subject, callCount, nowMs)) < turnMs) callCount *= 2
  return { subject, callCount, perCallMs: [] }
}

async function timeCalls(subject: Subject, callCount: number, nowMs: () => number): Promise<number> {
  const startedAt = nowMs()
  await subject.run(callCount)
  return nowMs() - startedAt
}
