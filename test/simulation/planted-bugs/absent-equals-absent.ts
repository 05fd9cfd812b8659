import type { PlantedBug } from '../core/planted-bug.js'

export const absentEqualsAbsent: PlantedBug = {
  name: 'absent-equals-absent',
  invariant: 3,
  breaks: 'A commit that finds no session takes that for the session it started in.',
  isRare: true,
  changes: [
    {
      file: 'session/decide-commit.ts',
      snippet: 'const session = parseSessionRecord(records[0])',
      replacement: 'const session = parseSessionRecord(records[0]) ?? { epoch: request.epoch }',
    },
  ],
}
