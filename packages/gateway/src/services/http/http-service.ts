import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertNever } from '../../assert-never.js'
import { onceEach } from '../../environment/log.js'
import type { Gateway } from '../../gateway.js'
import { type CallEnd, sendAnswer } from './answer.js'
import { type ArrivedCall, carryOutCall } from './carry-out-call.js'
import { preflightAnswer, withCors } from './cors.js'
import { outcomeOf } from './outcome.js'
import { answerFromRefusal, failed } from './refusal.js'
import { routeRequest } from './routed-request.js'

/** Answers one request. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

/** Momento's HTTP API over this gateway, as a listener for `node:http`. */
export function createHttpService(gateway: Gateway): RequestListener {
  const calm: Gateway = { ...gateway, log: onceEach(gateway.log) }
  return (request, response) => {
    const routed = routeRequest(request)
    if (!routed.ok)
      return finishCall(response, { name: 'none', end: answerFromRefusal(routed.refusal) }, calm)
    switch (routed.value.kind) {
      case 'open-page':
        return sendAnswer(response, routed.value.show(calm))
      case 'preflight':
        return sendAnswer(response, withCors(preflightAnswer(routed.value.methods)))
      case 'call':
        return void serveCall(response, { ...routed.value, request, signal: signalOf(response) }, calm)
      default:
        return assertNever(routed.value)
    }
  }
}

/** Aborts when the connection closes, be it because all is said. */
function signalOf(response: ServerResponse): AbortSignal {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  return gone.signal
}

async function serveCall(response: ServerResponse, call: ArrivedCall, gateway: Gateway): Promise<void> {
  const end = await carryOutCall(call, gateway).catch((error: unknown) => {
    // Only what kind of error: its message might quote what was sent.
    gateway.log(`A call failed unexpectedly: ${error instanceof Error ? error.name : typeof error}`)
    return answerFromRefusal(failed)
  })
  finishCall(response, { name: call.route.name, end: call.signal.aborted ? 'client-gone' : end }, gateway)
}

function finishCall(
  response: ServerResponse,
  { name, end }: { name: string; end: CallEnd },
  { metrics }: Gateway,
): void {
  metrics.callEnded(name, outcomeOf(end))
  if (end === 'client-gone') return
  const { delivery } = end
  if (delivery !== undefined) {
    const itemCount = delivery.frames.filter(frame => frame.kind === 'item').length
    response.on('finish', () => metrics.delivered(itemCount, delivery.positionsLost))
  }
  sendAnswer(response, withCors(end))
}
