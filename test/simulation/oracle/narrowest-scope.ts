import type { JudgeToken } from './handed-out.js'
import type { OracleParts } from './oracle.js'

/** Invariant 11: the token of the scope that was meant and no other, and of nobody but the one signed in. */
export function narrowestScope({ accuse }: OracleParts): JudgeToken {
  return ({ tab, scope }, { request, subject }) => {
    if (request.scope !== scope)
      accuse(11, `${tab.name} hands out a token of another scope than the one meant`)
    const state = tab.store.tokens.sessionState()
    if (state.status === 'active' && state.subject !== undefined && state.subject !== subject)
      accuse(11, `${tab.name} hands out a token of ${subject} while ${state.subject} is signed in`)
  }
}
