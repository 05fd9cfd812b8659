import type { PlantedBug } from '../core/planted-bug.js'

export const budgetCountsToOne: PlantedBug = {
  name: 'budget-counts-to-one',
  invariant: 5,
  breaks: 'Every request is counted as the first of its minute.',
  changes: [
    {
      file: 'session/traffic.ts',
      snippet: '[key]: (requests[key] ?? 0) + 1',
      replacement: '[key]: 1',
    },
  ],
}
