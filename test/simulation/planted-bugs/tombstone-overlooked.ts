import type { PlantedBug } from '../core/planted-bug.js'

export const tombstoneOverlooked: PlantedBug = {
  name: 'tombstone-overlooked',
  invariant: 3,
  breaks: 'A tombstone is read as a session like any other.',
  changes: [
    {
      file: 'session/session-view.ts',
      snippet: 'if (record.signedOutAt !== undefined)',
      replacement: 'if (record.epoch === 0)',
    },
  ],
}
