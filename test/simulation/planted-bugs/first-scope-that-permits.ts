import type { PlantedBug } from '../core/planted-bug.js'

export const firstScopeThatPermits: PlantedBug = {
  name: 'first-scope-that-permits',
  invariant: 11,
  breaks: 'An operation is served by the first declared scope that permits it.',
  changes: [
    {
      file: 'session/scope-for-operation.ts',
      snippet: 'permitting.find(scope => ',
      replacement: "permitting.find(scope => scope.key !== '' || ",
    },
  ],
}
