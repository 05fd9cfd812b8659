import type { PlantedBug } from '../core/planted-bug.js'

export const spacingForgotten: PlantedBug = {
  name: 'spacing-forgotten',
  invariant: 5,
  breaks: 'The next issue may follow at once.',
  changes: [
    {
      file: 'session/judge-scope.ts',
      snippet: 'if (moment.at < retryAt)',
      replacement: 'if (moment.at < 0)',
    },
  ],
}
