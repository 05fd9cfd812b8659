import type { PlantedBug } from '../core/planted-bug.js'

export const lockWaitBelowRequestDeadline: PlantedBug = {
  name: 'lock-wait-below-request-deadline',
  invariant: 1,
  breaks: 'Whoever waits for the lock gives up while its holder may still be asking.',
  isRare: true,
  changes: [
    {
      file: 'session/renewal-schedule.ts',
      snippet: 'LOCK_WAIT_MS: number = REQUEST_DEADLINE_MS + 1_000',
      replacement: 'LOCK_WAIT_MS: number = 2_000',
    },
  ],
}
