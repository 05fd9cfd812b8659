import type { PlantedBug } from '../core/planted-bug.js'

export const failedReadNeverAnswers: PlantedBug = {
  name: 'failed-read-never-answers',
  invariant: 9,
  breaks: 'A read that fails leaves its caller waiting.',
  changes: [
    {
      file: 'store/record-keeper.ts',
      snippet: 'return memory.recall(keys)',
      replacement: 'return new Promise(() => {})',
    },
  ],
}
