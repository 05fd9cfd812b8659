import type { Environment } from '../environment/environment.js'
import { SessionError, type SessionProblem } from '../errors/session-error.js'
import type { Operation } from '../scope/index.js'
import type { Token } from '../token/token.js'
import type { Transport, TransportAnswer, TransportFailure, TransportRequest } from './transport.js'

/** What a call needs: a way to the service, and tokens for it. */
export interface CallContext {
  readonly transport: Transport
  readonly operations: CallTokens
  readonly environment: Pick<Environment, 'clock'>
}

/** Where calls get their tokens, and say which were refused. */
export interface CallTokens {
  /** @throws SessionError */
  getTokenFor(operation: Operation, options: { readonly signal: AbortSignal }): Promise<Token>
  rejected(token: Token): void
}

/** An answer that is no failure. */
export type CallResult = Exclude<TransportAnswer, TransportFailure>

/** When to try again after a failure that did not say when. */
const RETRY_AFTER_MS = 1_000

/**
 * Sends one request with the narrowest token for it. A refused token is reported and the request sent once more with
 * its successor: a service refuses a token before it does anything, so that is safe for every request.
 * @throws SessionError
 */
export async function callWithToken(
  request: TransportRequest,
  context: CallContext,
  signal: AbortSignal = new AbortController().signal,
): Promise<CallResult> {
  const { transport, operations } = context
  if (!transport.can.has(request.kind === 'publish' ? 'publish' : 'cache')) {
    throw new SessionError({ code: 'capability-missing' })
  }
  const send = async (): Promise<TransportAnswer> => {
    const token = await operations.getTokenFor(operationOf(request), { signal })
    const answer = await answerTo(request, token, { context, signal })
    if (answer.outcome === 'rejected') operations.rejected(token)
    return answer
  }
  const first = await send()
  return resultOf(first.outcome === 'rejected' ? await send() : first, context)
}

function operationOf(request: TransportRequest): Operation {
  const { cache } = request
  if (request.kind === 'publish') return { kind: 'publish', cache, topic: request.topic }
  return { kind: request.kind === 'get' ? 'read' : 'write', cache, key: request.key }
}

/** What a transport throws may quote the request and thereby the token: it ends here. */
async function answerTo(
  request: TransportRequest,
  token: Token,
  { context, signal }: { readonly context: CallContext; readonly signal: AbortSignal },
): Promise<TransportAnswer> {
  try {
    return await context.transport.call(request, token, signal)
  } catch {
    if (signal.aborted) throw new SessionError({ code: 'aborted' })
    return { outcome: 'unavailable' }
  }
}

function resultOf(answer: TransportAnswer, context: CallContext): CallResult {
  switch (answer.outcome) {
    case 'done':
    case 'hit':
    case 'miss':
      return answer
    default:
      throw new SessionError(problemOf(answer, context.environment.clock.now()))
  }
}

function problemOf(failure: TransportFailure, now: number): SessionProblem {
  switch (failure.outcome) {
    case 'unavailable':
      return { code: 'unavailable', retryAt: now + (failure.retryAfterMs ?? RETRY_AFTER_MS) }
    case 'misconfigured':
      return { code: 'misconfigured', status: failure.status }
    default:
      return { code: failure.outcome }
  }
}
