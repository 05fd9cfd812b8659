import type { Violation } from './run-plan.js'

export interface StrayRejections {
  /** What was rejected and nobody handled, since the last time this was asked. */
  take(): Promise<Violation | undefined>
  stop(): void
}

/** No promise of a run may be rejected without anybody to hear of it. */
export function watchStrayRejections(): StrayRejections {
  let stray: Violation | undefined
  const note = (reason: unknown) => {
    stray ??= { invariant: 9, what: `a rejection that nobody handles: ${String(reason)}` }
  }
  process.on('unhandledRejection', note)
  return {
    async take() {
      // Node tells of them once the tasks at hand are done.
      await new Promise(resolve => setImmediate(resolve))
      const taken = stray
      stray = undefined
      return taken
    },
    stop: () => void process.off('unhandledRejection', note),
  }
}
