import { type HandedOut, handedOutBy, type JudgeToken, withinReach } from './handed-out.js'
import type { Oracle, OracleParts } from './oracle.js'

/** Shows every token that is handed out, or could be, to those who judge single tokens. */
export function eachToken({ world, accuse }: OracleParts, judges: readonly JudgeToken[]): Oracle {
  const judge = (handed: HandedOut) => {
    const minted = world.backend.minted(handed.secret)
    if (minted === undefined) return accuse(3, 'a token is handed out that nobody issued')
    for (const each of judges) each(handed, minted)
  }
  return {
    hear(fact) {
      const handed = handedOutBy(fact)
      if (handed !== undefined) judge(handed)
    },
    look(tab) {
      for (const handed of withinReach(world, tab)) judge(handed)
    },
  }
}
