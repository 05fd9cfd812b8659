import type { PlantedBug } from '../core/planted-bug.js'

export const signOutKeepsMemory: PlantedBug = {
  name: 'sign-out-keeps-memory',
  invariant: 3,
  breaks: 'Signing out writes a tombstone, and the tab goes on handing out what it has until that is stored.',
  changes: [
    {
      file: 'session/transition.ts',
      snippet: 'return beginSignOut(state, event.by)',
      replacement: 'return { state, commands: [] }',
    },
  ],
}
