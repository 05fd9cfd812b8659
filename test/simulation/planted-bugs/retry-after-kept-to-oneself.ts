import type { PlantedBug } from '../core/planted-bug.js'

export const retryAfterKeptToOneself: PlantedBug = {
  name: 'retry-after-kept-to-oneself',
  invariant: 5,
  breaks: 'Only the scope that was told to wait leaves the backend alone.',
  changes: [
    {
      file: 'session/traffic.ts',
      snippet: 'throttledUntil > 0',
      replacement: 'throttledUntil < 0',
    },
  ],
}
