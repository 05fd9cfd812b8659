import { eachToken } from './each-token.js'
import { earlyRequests } from './early-requests.js'
import { givenUpOperations } from './given-up-operations.js'
import { narrowestScope } from './narrowest-scope.js'
import { noStorm } from './no-storm.js'
import { oneRequest } from './one-request.js'
import type { Oracle, OracleParts } from './oracle.js'
import { readableToken } from './readable-token.js'
import { rejectedOnce } from './rejected-once.js'
import { rightEpoch } from './right-epoch.js'
import { storageMayFail } from './storage-may-fail.js'
import { storedRecords } from './stored-records.js'
import { trueExpiry } from './true-expiry.js'
import { withinBudget } from './within-budget.js'
import { wordGetsRound } from './word-gets-round.js'

/** One oracle an invariant, or a part of one. */
export function allOracles(parts: OracleParts): readonly Oracle[] {
  const byToken = [rightEpoch(parts), trueExpiry(parts), rejectedOnce(parts)]
  const judges = [...byToken.map(oracle => oracle.judgeToken), narrowestScope(parts)]
  return [
    ...byToken,
    eachToken(parts, judges),
    oneRequest(parts),
    storedRecords(parts),
    givenUpOperations(parts),
    wordGetsRound(parts),
    readableToken(parts),
    noStorm(parts),
    withinBudget(parts),
    earlyRequests(parts),
    storageMayFail(parts),
  ]
}
