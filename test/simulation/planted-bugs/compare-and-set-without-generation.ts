import type { PlantedBug } from '../core/planted-bug.js'

export const compareAndSetWithoutGeneration: PlantedBug = {
  name: 'compare-and-set-without-generation',
  invariant: 2,
  breaks: 'A commit compares epochs and not generations.',
  changes: [
    {
      file: 'session/decide-commit.ts',
      snippet: 'storedGeneration(records[1], epoch) > generation)',
      replacement: 'storedGeneration(records[1], epoch) > 1e9)',
    },
  ],
}
