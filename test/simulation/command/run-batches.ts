import { type ChildProcess, fork } from 'node:child_process'
import type { CheckReport } from '../run/check-plans.js'
import type { Batch } from './worker.js'

export interface BatchWork {
  readonly workerPath: string
  readonly workerCount: number
  readonly batches: readonly Batch[]
  /** @returns whether to go on */
  readonly onReport: (report: CheckReport) => boolean
}

/** Has batches run, one in each process at a time, in the order they are listed in. */
export async function runBatches({ workerPath, workerCount, batches, onReport }: BatchWork): Promise<void> {
  const left = batches.values()
  let isOver = false
  const work = async () => {
    const worker = fork(workerPath, [], { execArgv: ['--stack-trace-limit=0'] })
    try {
      for (let next = left.next(); !next.done && !isOver; next = left.next()) {
        const report = await runIn(worker, next.value)
        isOver ||= !onReport(report)
      }
    } finally {
      worker.kill()
    }
  }
  await Promise.all(Array.from({ length: workerCount }, work))
}

function runIn(worker: ChildProcess, batch: Batch): Promise<CheckReport> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a worker ended with ${code}`))
    worker.once('exit', onExit)
    worker.once('message', message => {
      worker.off('exit', onExit)
      resolve(message as CheckReport)
    })
    worker.send(batch)
  })
}
