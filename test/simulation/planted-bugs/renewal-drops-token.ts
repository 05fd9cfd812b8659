import type { PlantedBug } from '../core/planted-bug.js'

export const renewalDropsToken: PlantedBug = {
  name: 'renewal-drops-token',
  invariant: 4,
  breaks: 'A renewal takes the place of the token it renews.',
  changes: [
    {
      file: 'session/store-state.ts',
      snippet: '{ ...phase, renewal: next } : next',
      replacement: 'next : next',
    },
  ],
}
