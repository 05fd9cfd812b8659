import type { PlantedBug } from '../core/planted-bug.js'

export const failureEndsRenewal: PlantedBug = {
  name: 'failure-ends-renewal',
  invariant: 4,
  breaks: 'After a failure nothing is scheduled.',
  changes: [
    {
      file: 'session/next-due.ts',
      snippet: 'isRetried ? issuing.pause.retryAt : Infinity',
      replacement: 'Infinity',
    },
  ],
}
