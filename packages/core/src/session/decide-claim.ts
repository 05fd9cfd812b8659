import type { RecordDecision } from '../environment/storage.js'
import { beginAfresh } from './decide-session.js'
import { grantFromRecord, isRenewalDue, isUsable } from './grant.js'
import type { Moment } from './moment.js'
import type { Pause } from './pause.js'
import {
  isOtherSubject,
  parseSessionRecord,
  parseTokenRecord,
  SESSION_KEY,
  type SessionRecord,
  storedGeneration,
  type TokenRecord,
} from './records.js'
import { type SessionView, viewOf } from './session-view.js'
import { holdUp, type RequestBudget, trafficNow, withRequest } from './traffic.js'

/** Whether a tab about to ask for a token still needs to, and may. */
export type Claim =
  | {
      readonly kind: 'proceed'
      readonly generation: number
      readonly attempts: number
      readonly signInCount: number
    }
  | { readonly kind: 'adopted'; readonly record: TokenRecord }
  | { readonly kind: 'held-up'; readonly pause: Pause }
  | { readonly kind: 'epoch-lost'; readonly view: SessionView }

export interface ClaimRequest {
  readonly scopeKey: string
  /** What this tab takes the epoch and the newest generation to be. */
  readonly epoch: number
  readonly generation: number
  readonly subject: string | undefined
  readonly networkBackAt: number
  readonly budget: RequestBudget
  readonly maxLifetimeMs: number
  readonly mark: number | undefined
  readonly moment: Moment
}

/**
 * Reads both records once more before a request: another tab may have brought the token, ended the session, or been
 * told to leave the backend alone. Going on is written down, so that no tab forgets what another has asked.
 */
export function decideClaim(
  records: readonly unknown[],
  request: ClaimRequest,
  isLasting: boolean,
): RecordDecision<Claim> {
  const { epoch, subject, moment, mark } = request
  const stored = parseSessionRecord(records[0])
  const view = viewOf(stored, mark)
  if (view.epoch === 0) return beginAfresh({ stored: records[0], mark, epoch, at: moment.at }, isLasting)
  // Storage came back after somebody signed in here without it: the higher epoch wins.
  const isBehind = view.epoch < epoch
  if (!isBehind && (view.epoch !== epoch || view.status === 'signed-out')) {
    return { write: 'nothing', result: { kind: 'epoch-lost', view } }
  }
  const session = isBehind || !stored ? { epoch, signedInAt: moment.at, subject } : stored
  return claim(
    records[1],
    { ...session, traffic: stored?.traffic },
    request,
    isBehind ? 'replace-all' : 'put',
  )
}

function claim(
  stored: unknown,
  session: SessionRecord,
  { scopeKey, epoch, generation, budget, maxLifetimeMs, networkBackAt, moment }: ClaimRequest,
  write: 'put' | 'replace-all',
): RecordDecision<Claim> {
  const storedAs = storedGeneration(stored, epoch)
  const record = storedAs > generation ? parseTokenRecord(stored, moment, maxLifetimeMs) : undefined
  if (record && !isOtherSubject(record.subject, session.subject) && serves(record, moment))
    return { write: 'nothing', result: { kind: 'adopted', record } }
  const traffic = trafficNow(session.traffic, moment.at)
  const pause = holdUp(traffic, scopeKey, budget, { ...moment, networkBackAt })
  if (pause) return { write: 'nothing', result: { kind: 'held-up', pause } }
  const attempts = traffic.pauses[scopeKey]?.attempts ?? 0
  return {
    write,
    entries: [[SESSION_KEY, { ...session, traffic: withRequest(traffic, scopeKey) }]],
    result: {
      ...{ kind: 'proceed', generation: Math.max(storedAs, generation), attempts },
      signInCount: session.signInCount ?? 0,
    },
  }
}

function serves(record: TokenRecord, moment: Moment): boolean {
  const grant = grantFromRecord(record, 'adopted', moment)
  return isUsable(grant, moment) && !isRenewalDue(grant, moment)
}
