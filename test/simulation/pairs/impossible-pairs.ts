/** Pairs that cannot come about, and why. What is not listed counts for any. */
export interface ImpossiblePairs {
  readonly why: string
  readonly events?: readonly string[]
  readonly sessions?: readonly string[]
  readonly phases?: readonly string[]
}

const live = ['live, idle', 'live, issuing', 'live, waiting']

export const impossiblePairs: readonly ImpossiblePairs[] = [
  {
    why: 'nothing is read or asked before the session is known',
    sessions: ['restoring'],
    phases: ['idle', 'issuing', 'waiting', ...live],
  },
  {
    why: 'whoever leaves a session drops all it had and asked for',
    sessions: ['signing-out', 'signed-out'],
    phases: ['issuing', 'waiting', ...live],
  },
  {
    why: 'who asks while nobody is signed in is told so, and the machine is not asked',
    events: ['token-wanted'],
    sessions: ['signing-out', 'signed-out'],
  },
  {
    why: 'the session is learned from the same reading first',
    events: ['records-read'],
    sessions: ['restoring'],
  },
  {
    why: 'nobody holds a token, and nothing was asked or left, before the session is known',
    events: ['token-refused', 'request-settled', 'sign-out-stored'],
    sessions: ['restoring'],
  },
  {
    why: 'these are about scopes this tab has asked for, and no scope is forgotten',
    events: ['records-read', 'request-settled', 'token-refused'],
    phases: ['none'],
  },
]
