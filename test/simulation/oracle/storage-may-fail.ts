import type { Call, Writing } from '../world/facts.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { Oracle, OracleParts } from './oracle.js'
import { epochIn } from './stored.js'

/** Reading, waiting for the lock, going on without it, asking, storing: each at its longest, and some of it twice. */
const ANSWER_MS = 60_000

/** Invariant 9: every call is answered within a bound, and nobody is signed out but by a sign-out. */
export function storageMayFail({ world, accuse, troubles }: OracleParts): Oracle {
  const pending = new Map<Call, number>()
  let hasCause = false
  const restart = () => {
    for (const call of pending.keys()) pending.set(call, call.tab.awakeMs())
  }

  function lookAtCall({ tab, what }: Call, sinceMs: number): void {
    if (tab.awakeMs() - sinceMs > ANSWER_MS) accuse(9, `a call for "${what}" in ${tab.name} is not answered`)
  }

  function lookAtSession(tab: SimulatedTab): void {
    if (!hasCause && tab.store.tokens.sessionState().status === 'signed-out')
      accuse(9, `${tab.name} is signed out, and nobody has signed out`)
  }

  return {
    hear(fact) {
      if (fact.type === 'call-began') pending.set(fact.call, fact.call.tab.awakeMs())
      if (fact.type === 'call-over') pending.delete(fact.call)
      if (fact.type === 'sign-out-began') hasCause = true
      if (fact.type === 'request-answered' && fact.answer.kind === 'refusal')
        hasCause ||= fact.answer.refusal === 'signed-out'
      // A call may have to begin again under another identity.
      if (fact.type === 'records-written' && isNewEpoch(fact.writing)) restart()
    },
    look(tab) {
      if (!hasCause) lookAtSession(tab)
      if (troubles.has('timers')) return
      for (const [call, sinceMs] of pending) if (call.tab === tab) lookAtCall(call, sinceMs)
    },
    judge() {
      for (const { tab, what } of pending.keys())
        if (world.tabs.includes(tab)) accuse(9, `a call for "${what}" in ${tab.name} is never answered`)
    },
  }
}

function isNewEpoch({ before, after }: Writing): boolean {
  return epochIn(before) !== epochIn(after)
}
