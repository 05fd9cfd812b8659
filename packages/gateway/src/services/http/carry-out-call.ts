import type { IncomingMessage } from 'node:http'
import type { Operation } from '@hallpass/core/scope'
import type { Caller } from '../../authority/gate.js'
import type { Gateway } from '../../gateway.js'
import type { CallEnd } from './answer.js'
import { parseCredential } from './credential.js'
import type { Query } from './query.js'
import { readBody } from './read-body.js'
import { accept, answerFromRefusal, type Checked, forbidden, unauthenticated } from './refusal.js'
import type { PreparedCall, Route } from './route.js'

/** A call as it arrived. */
export interface ArrivedCall {
  readonly request: IncomingMessage
  readonly route: Route
  readonly names: readonly string[]
  readonly query: Query
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal
}

/**
 * Identifies the caller, reads what is asked, decides, and only then looks anything up: who may not read learns
 * nothing about what is there. A body may take its time, so the decision is made again after it.
 */
export async function carryOutCall(call: ArrivedCall, gateway: Gateway): Promise<CallEnd> {
  const caller = await identify(call, gateway)
  if (!caller.ok) return answerFromRefusal(caller.refusal)
  const prepared = call.route.prepare(call.names, call.query)
  if (!prepared.ok) return answerFromRefusal(prepared.refusal)
  const { operation } = prepared.value
  const body = await decideThenReadBody(call, { caller: caller.value, prepared: prepared.value, gateway })
  if (!body.ok) return answerFromRefusal(body.refusal)
  const permitted = decide(caller.value, operation, gateway)
  if (!permitted.ok) return answerFromRefusal(permitted.refusal)
  const contentType = call.request.headers['content-type']
  return prepared.value.run(
    { caller: caller.value, body: body.value, contentType, signal: call.signal },
    gateway,
  )
}

async function identify({ request, query }: ArrivedCall, gateway: Gateway): Promise<Checked<Caller>> {
  const sent = parseCredential(request, query)
  if (!sent.ok) return sent
  if (sent.value.sentIn === 'query') gateway.log(tokenInQueryWarning)
  const caller = await gateway.gate.identify(sent.value.credential)
  return caller === undefined ? { ok: false, refusal: unauthenticated } : accept(caller)
}

const tokenInQueryWarning =
  'Warning: a token came in a URL (?token=), where logs and histories keep it. Send it in the authorization header.'

function decide(caller: Caller, operation: Operation, { gate }: Gateway): Checked<'granted'> {
  const decision = gate.decide(caller, operation)
  if (decision === 'granted') return accept(decision)
  return { ok: false, refusal: decision === 'forbidden' ? forbidden : unauthenticated }
}

const noBody = new Uint8Array()

async function decideThenReadBody(
  { request }: ArrivedCall,
  { caller, prepared, gateway }: { caller: Caller; prepared: PreparedCall; gateway: Gateway },
): Promise<Checked<Uint8Array>> {
  const permitted = decide(caller, prepared.operation, gateway)
  if (!permitted.ok) return permitted
  return prepared.maxBodyBytes === undefined ? accept(noBody) : readBody(request, prepared.maxBodyBytes)
}
