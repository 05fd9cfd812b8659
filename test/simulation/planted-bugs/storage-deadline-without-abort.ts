import type { PlantedBug } from '../core/planted-bug.js'

export const storageDeadlineWithoutAbort: PlantedBug = {
  name: 'storage-deadline-without-abort',
  invariant: 2,
  breaks: 'A transaction that is given up goes on, and writes when nobody expects it.',
  changes: [
    {
      file: 'store/storage-health.ts',
      snippet: 'STORAGE_DEADLINE_MS }, work, hung)',
      replacement: 'STORAGE_DEADLINE_MS }, () => work(new AbortController().signal), hung)',
    },
  ],
}
