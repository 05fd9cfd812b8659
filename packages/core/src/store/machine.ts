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

/** @param changed called when the events at hand have been dealt with and the state is another than before */
export function createMachine(
  moment: () => Moment,
  execute: (command: StoreCommand) => void,
  changed: (before: StoreState) => void,
): Machine {
  let state = initialState
  const queue: StoreEvent[] = []

  /** An event that arises while another is dealt with waits its turn: the first in the queue is the one at work. */
  function dispatch(event: StoreEvent): void {
    if (queue.push(event) > 1) return
    const before = state
    for (let next: StoreEvent | undefined = event; next; next = queue[0]) {
      const step = transition(state, next, moment())
      state = step.state
      try {
        for (const command of step.commands) execute(command)
      } finally {
        queue.shift()
      }
    }
    if (state !== before) changed(before)
  }

  return { state: () => state, dispatch }
}
