import type { PlantedBug } from '../core/planted-bug.js'

export const wallClockBelieved: PlantedBug = {
  name: 'wall-clock-believed',
  invariant: 6,
  breaks: 'What is left of a token is judged by the wall clock alone.',
  isRare: true,
  changes: [
    {
      file: 'session/grant.ts',
      snippet: 'grant.endsAtMonotonicMs - time.monotonicMs',
      replacement: 'Number.POSITIVE_INFINITY',
    },
  ],
}
