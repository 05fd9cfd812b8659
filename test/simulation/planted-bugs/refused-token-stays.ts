import type { PlantedBug } from '../core/planted-bug.js'

export const refusedTokenStays: PlantedBug = {
  name: 'refused-token-stays',
  invariant: 8,
  breaks: 'A refused token goes on serving while its successor is on its way.',
  changes: [
    {
      file: 'session/refuse-token.ts',
      snippet: 'phase: entry.phase.renewal }',
      replacement: 'phase: entry.phase }',
    },
  ],
}
