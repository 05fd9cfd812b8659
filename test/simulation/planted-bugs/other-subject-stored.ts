import type { PlantedBug } from '../core/planted-bug.js'

export const otherSubjectStored: PlantedBug = {
  name: 'other-subject-stored',
  invariant: 3,
  breaks: 'An answer for another user is stored for the one signed in.',
  changes: [
    {
      file: 'session/decide-commit.ts',
      snippet: 'isOtherSubject(session.subject ?? request.subject, grant.subject)',
      replacement: 'session.epoch === 0',
    },
  ],
}
