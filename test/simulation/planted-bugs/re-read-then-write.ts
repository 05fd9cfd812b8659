import type { PlantedBug } from '../core/planted-bug.js'

export const reReadThenWrite: PlantedBug = {
  name: 're-read-then-write',
  invariant: 2,
  breaks: 'A commit decides by what was read before its transaction, and writes in it.',
  changes: [
    {
      file: 'store/run-request.ts',
      snippet: '  const started = {',
      replacement: `  const reread = await records.read(keysOf(issue))
  const started = {`,
    },
    {
      file: 'store/run-request.ts',
      snippet: 'decideCommit(stored,',
      replacement: 'decideCommit(reread,',
    },
  ],
}
