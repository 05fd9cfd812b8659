import { carryOut } from './carry-out.js'
import { inTurn } from './in-turn.js'
import { connectionOf } from './stream-connection.js'
import type { StreamContext, StreamOutlet, TopicAddress } from './stream-run.js'
import { idleStream, type StreamEvent } from './stream-state.js'
import { transition } from './stream-transition.js'
import { createWork } from './work.js'

/** One topic being followed, whatever becomes of tokens, connections and the app. */
export interface TopicStream {
  /** Does nothing when it runs already. */
  start(): void
  stop(): void
  /** Stops for good. */
  dispose(): void
}

/** Runs the machine of one turned stream. Held streams get a machine and a runner of their own. */
export function createTopicStream(
  address: TopicAddress,
  outlet: StreamOutlet,
  context: StreamContext,
): TopicStream {
  const { clock, timers, random } = context.environment
  const work = createWork(timers)
  let state = idleStream
  let stopListening: readonly (() => void)[] = []
  const dispatch = inTurn<StreamEvent>(event => {
    const moment = { at: clock.now(), monotonicMs: clock.monotonicMs(), chance: random() }
    const step = transition(state, event, moment)
    state = step.state
    for (const command of step.commands) carryOut(command, { address, outlet, context, work, dispatch })
    outlet.show(connectionOf(state))
  })
  const end = (type: 'last-left' | 'disposed'): void => {
    for (const stop of stopListening) stop()
    stopListening = []
    dispatch({ type })
  }
  return {
    start: () => {
      if (state.phase.status !== 'idle') return
      stopListening = listen(address, context, dispatch)
      dispatch({ type: 'subscribed' })
      dispatch(sessionNow(address, context))
    },
    stop: () => end('last-left'),
    dispose: () => end('disposed'),
  }
}

function listen(
  address: TopicAddress,
  context: StreamContext,
  dispatch: (event: StreamEvent) => void,
): readonly (() => void)[] {
  const { environment, operations, slots } = context
  return [
    slots.use(),
    operations.observe(() => dispatch(sessionNow(address, context))),
    environment.lifecycle.subscribe(type => dispatch({ type })),
    environment.network.subscribe(type => dispatch({ type })),
  ]
}

function sessionNow(address: TopicAddress, { operations }: StreamContext): StreamEvent {
  const token = operations.peekTokenFor({ kind: 'subscribe', ...address })
  return { type: 'session-changed', session: operations.sessionState(), token }
}
