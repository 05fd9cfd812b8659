import type { Records, Writing } from '../world/facts.js'
import type { Oracle, OracleParts } from './oracle.js'
import { isTokenKey, type StoredToken, sessionIn, tokenIn } from './stored.js'

/** Invariants 2 and 3, as far as the disk shows them: each write is compared with what was there before. */
export function storedRecords({ world, accuse }: OracleParts): Oracle {
  let requestCount = 0
  /** Requests up to here were sent before a sign-out that has been stored since. */
  let voidRequestNumber = 0
  const begun = new Map<object, number>()

  function judgeSession({ before, after }: Writing): void {
    const [old, now] = [sessionIn(before), sessionIn(after)]
    if (old && now && now.epoch < old.epoch) accuse(2, `epoch ${now.epoch} is written over ${old.epoch}`)
    if (now?.isOver && [...after.keys()].some(isTokenKey)) accuse(3, 'a token stands beside a tombstone')
  }

  function judgeToken(token: StoredToken, old: StoredToken | undefined, after: Records): void {
    const session = sessionIn(after)
    if (session === undefined) return
    if (token.epoch !== session.epoch)
      accuse(2, `a token of epoch ${token.epoch} is stored in epoch ${session.epoch}`)
    if (token.epoch <= (world.marks.read('hallpass-simulated') ?? 0))
      accuse(3, 'a token is stored under a mark')
    if (old?.epoch === token.epoch && token.generation <= old.generation)
      accuse(2, `generation ${token.generation} is written over ${old.generation}`)
    const minted = world.backend.minted(token.secret)
    if (minted === undefined) {
      accuse(2, 'a token is stored that nobody issued')
      return
    }
    if (session.subject !== undefined && minted.subject !== session.subject)
      accuse(3, `a token of ${minted.subject} is stored for ${session.subject}`)
    if (minted.request.number <= voidRequestNumber)
      accuse(3, 'a token asked for before a sign-out is stored after it')
  }

  function judgeWriting(writing: Writing): void {
    const { before, after } = writing
    judgeSession(writing)
    for (const [key, record] of after) {
      if (!isTokenKey(key) || before.get(key) === record) continue
      if (sessionIn(before) === undefined) accuse(3, 'a token is stored where no session was')
      judgeToken(record as StoredToken, tokenIn(before, key), after)
    }
  }

  return {
    hear(fact) {
      if (fact.type === 'request-began') requestCount = fact.request.number
      if (fact.type === 'sign-out-began') begun.set(fact.call, requestCount)
      if (fact.type === 'sign-out-over' && fact.stored)
        voidRequestNumber = Math.max(voidRequestNumber, begun.get(fact.call) ?? 0)
      if (fact.type === 'records-written') judgeWriting(fact.writing)
    },
  }
}
