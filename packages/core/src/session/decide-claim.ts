import type { RecordDecision } from '../environment/storage.js'
import { grantFromRecord, isRenewalDue, isUsable } from './grant.js'
import type { Moment } from './moment.js'
import {
  parseTokenRecord,
  SESSION_KEY,
  type SessionRecord,
  storedGeneration,
  type TokenRecord,
} from './records.js'
import { type SessionView, sessionView } from './session-view.js'

/** Whether a tab about to ask for a token still needs to. */
export type Claim =
  | { readonly kind: 'proceed'; readonly generation: number }
  | { readonly kind: 'adopted'; readonly record: TokenRecord }
  | { readonly kind: 'epoch-lost'; readonly view: SessionView }

export interface ClaimRequest {
  /** What this tab takes the epoch and the newest generation to be. */
  readonly epoch: number
  readonly generation: number
  readonly subject: string | undefined
  readonly mark: number | undefined
  readonly moment: Moment
}

/** Reads both records once more before a request: another tab may have brought the token, or ended the session. */
export function decideClaim(records: readonly unknown[], request: ClaimRequest): RecordDecision<Claim> {
  const view = sessionView(records[0], request.mark)
  if (view.epoch > 0 && view.epoch < request.epoch) return rewriteSession(request)
  if (view.epoch !== request.epoch || view.status === 'signed-out') {
    return { write: 'nothing', result: { kind: 'epoch-lost', view } }
  }
  return { write: 'nothing', result: claimOf(records[1], request) }
}

/** Storage came back after somebody signed in here without it: the higher epoch wins. */
function rewriteSession({ epoch, generation, subject, moment }: ClaimRequest): RecordDecision<Claim> {
  const record: SessionRecord = { epoch, signedInAt: moment.at, subject }
  return { write: 'replace-all', entries: [[SESSION_KEY, record]], result: { kind: 'proceed', generation } }
}

function claimOf(stored: unknown, { epoch, generation, moment }: ClaimRequest): Claim {
  const storedAs = storedGeneration(stored, epoch)
  const record = storedAs > generation ? parseTokenRecord(stored, moment) : undefined
  if (record !== undefined && serves(record, moment)) return { kind: 'adopted', record }
  return { kind: 'proceed', generation: Math.max(storedAs, generation) }
}

function serves(record: TokenRecord, moment: Moment): boolean {
  const grant = grantFromRecord(record, 'adopted', moment)
  return isUsable(grant, moment) && !isRenewalDue(grant, moment)
}
