import type { Operation } from '@hallpass/core/scope'
import type { Caller } from '../../authority/gate.js'
import type { Gateway } from '../../gateway.js'
import type { CallEnd } from './answer.js'
import type { Query } from './query.js'
import type { Checked } from './refusal.js'

/** One call the HTTP API offers. */
export interface Route {
  /** Names the call in metrics. */
  readonly name: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** Path parts; one in braces stands for a name. */
  readonly path: readonly string[]
  /** Reads the parameters: what the caller must be permitted, and how it is then done. Looks nothing up. */
  readonly prepare: (names: readonly string[], query: Query) => Checked<PreparedCall>
}

/** A call whose parameters were read. */
export interface PreparedCall {
  /** Must be permitted before `run`. */
  readonly operation: Operation
  /** The largest body it takes; without it the body is not read. */
  readonly maxBodyBytes?: number
  readonly run: (call: PermittedCall, gateway: Gateway) => Promise<CallEnd>
}

/** A call its caller may make. */
export interface PermittedCall {
  readonly caller: Caller
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal
}
