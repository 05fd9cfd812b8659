import type { Moment } from '../session/moment.js'
import type { StoreCommand } from '../session/store-command.js'
import type { StoreEvent } from '../session/store-event.js'
import { initialState, type StoreState } from '../session/store-state.js'
import { transition } from '../session/transition.js'

/** Holds the state and feeds it events, one at a time and in order. */
export interface Machine {
  state(): StoreState
  dispatch(event: StoreEvent): void
}

export interface MachineOptions {
  readonly moment: () => Moment
  readonly execute: (command: StoreCommand) => void
  /** Called when the events at hand have been dealt with and the state is another. */
  readonly changed: () => void
}

export function createMachine({ moment, execute, changed }: MachineOptions): Machine {
  let state = initialState
  const queue: StoreEvent[] = []

  /** An event that arises while another is dealt with waits its turn: the first in the queue is the one at work. */
  function dispatch(event: StoreEvent): void {
    queue.push(event)
    if (queue.length > 1) return
    const before = state
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const step = transition(state, next, moment())
      state = step.state
      for (const command of step.commands) execute(command)
      queue.shift()
    }
    if (state !== before) changed()
  }

  return { state: () => state, dispatch }
}
