import type { Announcement, StoreCommand } from './store-command.js'
import { epochOf, requestOf, type ScopeEntry, type StoreState } from './store-state.js'

/** What an event makes of the state, and what is to be done about it. */
export interface Step {
  readonly state: StoreState
  readonly commands: readonly StoreCommand[]
}

/** A step that puts `next` in the place of `entry`, and starts the request its phase may have begun. */
export function stepTo(state: StoreState, next: ScopeEntry, commands: readonly StoreCommand[] = []): Step {
  const before = state.scopes.get(next.key)
  if (before === next) return { state, commands }
  const scopes = new Map(state.scopes).set(next.key, next)
  return { state: { ...state, scopes }, commands: [...commands, ...requestBegun(state, before, next)] }
}

function requestBegun(
  state: StoreState,
  before: ScopeEntry | undefined,
  next: ScopeEntry,
): readonly StoreCommand[] {
  const request = requestOf(next.phase)
  if (request === undefined || request.number === before?.requestCount) return []
  return [
    {
      type: 'issue-token',
      key: next.key,
      request,
      epoch: epochOf(state.session),
      generation: next.generation,
      subject: state.session.status === 'active' ? state.session.subject : undefined,
      networkBackAt: state.networkBackAt,
    },
  ]
}

/** The same step, with something else to be done first. */
export function after(first: readonly StoreCommand[], { state, commands }: Step): Step {
  return { state, commands: [...first, ...commands] }
}

export function stay(state: StoreState, commands: readonly StoreCommand[] = []): Step {
  return { state, commands }
}

export function announce(event: Announcement): StoreCommand {
  return { type: 'announce', event }
}
