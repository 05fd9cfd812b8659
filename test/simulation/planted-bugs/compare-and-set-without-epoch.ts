import type { PlantedBug } from '../core/planted-bug.js'

export const compareAndSetWithoutEpoch: PlantedBug = {
  name: 'compare-and-set-without-epoch',
  invariant: 2,
  breaks: 'A commit compares generations and not epochs.',
  changes: [
    {
      file: 'session/decide-commit.ts',
      snippet: ' || view.epoch !== epoch)',
      replacement: ')',
    },
  ],
}
