import type { PlantedBug } from '../core/planted-bug.js'

export const lockLetGoAtOnce: PlantedBug = {
  name: 'lock-let-go-at-once',
  invariant: 1,
  breaks: 'The lock is taken and let go before the request.',
  changes: [
    {
      file: 'store/take-lock.ts',
      snippet: 'return held.hold(answer.release)',
      replacement: 'return answer.release()',
    },
  ],
}
