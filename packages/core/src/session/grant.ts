import { createToken } from '../token/create-token.js'
import type { Token } from '../token/token.js'
import type { Moment, Time } from './moment.js'
import type { TokenRecord } from './records.js'
import { handOutMarginMs, issueSpacingMs, renewalDelayMs } from './renewal-schedule.js'

/** A token in memory, with what the store needs to judge it. */
export interface Grant {
  readonly token: Token
  readonly issuedAt: number
  readonly lifetimeMs: number
  /** Its end by the clock that never goes back: a wall clock set back does not prolong it. */
  readonly endsAtMonotonicMs: number
  readonly renewAt: number
  readonly origin: 'issued' | 'adopted' | 'restored'
}

export function grantFromRecord(record: TokenRecord, origin: Grant['origin'], moment: Moment): Grant {
  const { issuedAt, lifetimeMs, renewAfterMs, generation, secret, subject, endpoint, granted } = record
  const expiresAt = issuedAt + lifetimeMs
  return {
    token: createToken({ secret, expiresAt, generation, granted, subject, endpoint }),
    ...{ issuedAt, lifetimeMs, origin },
    endsAtMonotonicMs: moment.monotonicMs + Math.min(lifetimeMs, expiresAt - moment.at),
    renewAt: issuedAt + renewalDelayMs(lifetimeMs, moment.chance, renewAfterMs),
  }
}

/** What is left of it: by the wall clock or by the monotonic one, whichever is less. */
export function remainingMs(grant: Grant, time: Time): number {
  return Math.min(grant.token.expiresAt - time.at, grant.endsAtMonotonicMs - time.monotonicMs)
}

/** Whether it may still be handed out. */
export function isUsable(grant: Grant, time: Time): boolean {
  return remainingMs(grant, time) > handOutMarginMs(grant.lifetimeMs)
}

/** Whether it is so young that asking for another would not bring a longer one. */
export function isJustIssued({ issuedAt, lifetimeMs }: Grant, { at }: Pick<Time, 'at'>): boolean {
  return at >= issuedAt && at - issuedAt < issueSpacingMs(lifetimeMs)
}

/** Whether a successor should be asked for. The monotonic clock decides too, should the wall clock have been set back. */
export function isRenewalDue(grant: Grant, time: Time): boolean {
  const leadMs = grant.token.expiresAt - grant.renewAt
  return remainingMs(grant, time) <= leadMs
}
