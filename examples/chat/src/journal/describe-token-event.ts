import type { SessionEvent } from '@hallpass/core'
import { assertNever } from '../assert-never.js'
import { formatClock, speakDuration } from '../time/format-time.js'
import { bad, type EventOf, type EventWords, fact, good, warning } from './event-words.js'

/** What happens to a pass. */
export type TokenEvent = EventOf<
  | 'token-issued'
  | 'token-renewed'
  | 'token-adopted'
  | 'token-rejected'
  | 'renewal-failed'
  | 'budget-spent'
  | 'grant-narrowed'
  | 'lifetime-capped'
>

/** Says what happened to a pass. */
export function describeTokenEvent(event: TokenEvent): EventWords {
  switch (event.type) {
    case 'token-issued':
      return fact('Issued', `${pass(event)}, good for ${speakDuration(event.expiresAt - event.at)}`)
    case 'token-renewed':
      return good('Renewed', `${pass(event)}, ahead of its end: rooms go on where they are`)
    case 'token-adopted':
      return fact('Adopted', `${pass(event)}, issued by another tab: no request from this one`)
    case 'token-rejected':
      return bad('Rejected', `${pass(event)} was refused by the gateway; it is not used again`)
    case 'renewal-failed':
      return warning(
        'Renewal failed',
        `${scopeName(event)}: ${failureWords[event.cause]}; ${nextAttempt(event)}`,
      )
    case 'budget-spent':
      return warning('Waiting', `${scopeName(event)}: too many requests for now; ${nextAttempt(event)}`)
    case 'grant-narrowed':
      return fact('Granted less', `${scopeName(event)}: less than the app asked for; the card says what`)
    case 'lifetime-capped':
      return fact(
        'Capped',
        `lives ${speakDuration(event.lifetimeMs)}, used for ${speakDuration(event.cappedToMs)}`,
      )
    default:
      return assertNever(event)
  }
}

const failureWords: Readonly<Record<EventOf<'renewal-failed'>['cause'], string>> = {
  unavailable: 'no answer from the backend',
  misconfigured: 'the backend refuses the request as such',
  denied: 'the backend denies this scope',
}

function nextAttempt({ retryAt }: { readonly retryAt: number }): string {
  return `next attempt at ${formatClock(retryAt)}`
}

function scopeName({ scope = '' }: SessionEvent): string {
  return scope === '' ? 'the default pass' : scope
}

function pass(event: SessionEvent): string {
  return event.generation === undefined ? scopeName(event) : `${scopeName(event)} ${event.generation}`
}
