import type { PlantedBug } from '../core/planted-bug.js'

export const reReadThenWrite: PlantedBug = {
  name: 're-read-then-write',
  invariant: 2,
  breaks: 'A commit decides by what was read before its transaction, and writes in it.',
  changes: [
    {
      file: 'store/run-request.ts',
      snippet: '  const tryOnce = async () => {',
      replacement: `  const tryOnce = async () => {
    const reread = await records.read(keysOf(issue))`,
    },
    {
      file: 'store/run-request.ts',
      snippet: 'decideCommit(stored,',
      replacement: 'decideCommit(reread,',
    },
  ],
}
