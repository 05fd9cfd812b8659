import { isSessionError, type SessionProblem } from '../errors/session-error.js'
import type { Token } from '../token/token.js'
import type { StreamFrame, TransportFailure } from '../transport/transport.js'
import type { Cursor } from './merge-frames.js'
import type { StreamRun } from './stream-run.js'
import type { StreamCommand, StreamEvent } from './stream-state.js'

/** Does what the machine decided. Whatever answers after the next `stop` is dropped here. */
export function carryOut(command: StreamCommand, run: StreamRun): void {
  const { outlet, work, context } = run
  switch (command.type) {
    case 'stop':
      work.stop()
      break
    case 'get-token':
      void getToken(run)
      break
    case 'take-slot':
      context.slots.take(context.transport.pool?.(command.token), work.signal, run.dispatch)
      break
    case 'poll':
      void poll(command.token, command.at, run)
      break
    case 'wait':
      work.wait(command.delayMs, () => run.dispatch({ type: 'timer-fired' }))
      break
    case 'reject-token':
      context.operations.rejected(command.token)
      break
    case 'tell':
      outlet.tell(command.news)
      break
    case 'deliver':
      outlet.deliver(command.deliveries)
      break
    case 'forget-items':
      outlet.forgetItems()
      break
  }
}

async function getToken(run: StreamRun): Promise<void> {
  const { signal } = run.work
  const event = await askForToken(run, signal)
  if (!signal.aborted) run.dispatch(event)
}

async function askForToken({ address, context }: StreamRun, signal: AbortSignal): Promise<StreamEvent> {
  const { operations, transport } = context
  if (!transport.can.has('turned-streams'))
    return { type: 'token-failed', problem: { code: 'capability-missing' } }
  try {
    const token = await operations.getTokenFor({ kind: 'subscribe', ...address }, { signal })
    return { type: 'token-ready', token }
  } catch (error) {
    return { type: 'token-failed', problem: isSessionError(error) ? error.problem : passing }
  }
}

/** Only somebody else's `getTokenFor` could fail with anything but a SessionError. */
const passing: SessionProblem = { code: 'unavailable', retryAt: 0 }

async function poll(token: Token, at: Cursor, run: StreamRun): Promise<void> {
  const { signal } = run.work
  const { transport } = run.context
  const frames: StreamFrame[] = []
  let failure: TransportFailure | undefined
  try {
    for await (const frame of transport.open({ ...run.address, at }, token, signal)) {
      if (frame.kind === 'ended') failure = frame.failure
      else frames.push(frame)
    }
  } catch {
    // What a transport throws may quote the token.
    failure = { outcome: 'unavailable' }
  }
  if (!signal.aborted) run.dispatch({ type: 'poll-answered', frames, failure })
}
