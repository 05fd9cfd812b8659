import type { PlantedBug } from '../core/planted-bug.js'

export const expiryLeftToTimers: PlantedBug = {
  name: 'expiry-left-to-timers',
  invariant: 7,
  breaks: 'A token is handed out until a timer has found it expired.',
  changes: [
    {
      file: 'session/serve.ts',
      snippet: 'if (!isUsable(grant, time)) return WAIT',
      replacement: 'if (time.at < 0) return WAIT',
    },
    {
      file: 'session/serve.ts',
      snippet: 'isUsable(entry.phase.grant, time)',
      replacement: 'time.at > 0',
    },
  ],
}
