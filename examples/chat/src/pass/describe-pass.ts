import type { Renewal, ScopeState } from '@hallpass/core'
import { assertNever } from '../assert-never.js'
import { formatClock, formatCountdown } from '../time/format-time.js'

/** What a pass is doing, in one or two short sentences. `now` is epoch milliseconds. */
export function describePass(state: ScopeState, now: number): string {
  switch (state.status) {
    case 'idle':
      return 'Not in use. Asked for when something needs it.'
    case 'issuing':
      return 'On its way from the backend.'
    case 'live':
      return `${describeRenewal(state.renewal, now)} ${originWords[state.origin]}`
    case 'waiting':
      return `${waitingWords[state.cause]} Next attempt at ${formatClock(state.retryAt)}.`
    case 'denied':
      return `Denied by the backend. Ask again from ${formatClock(state.askAgainAt)}.`
    default:
      return assertNever(state)
  }
}

function describeRenewal(renewal: Renewal, now: number): string {
  switch (renewal.phase) {
    case 'scheduled':
      return `Renews in ${formatCountdown(renewal.at - now)}.`
    case 'running':
      return 'Renewing now.'
    case 'backing-off':
      return `Not renewed yet, next attempt at ${formatClock(renewal.retryAt)}; good until it ends.`
    default:
      return assertNever(renewal)
  }
}

type Live = Extract<ScopeState, { status: 'live' }>
type Waiting = Extract<ScopeState, { status: 'waiting' }>

const originWords: Readonly<Record<Live['origin'], string>> = {
  issued: 'Issued to this tab.',
  adopted: 'Adopted from another tab.',
  restored: 'Found in storage.',
}

const waitingWords: Readonly<Record<Waiting['cause'], string>> = {
  unavailable: 'No answer yet.',
  misconfigured: 'Request refused.',
  budget: 'Requests used up.',
}
