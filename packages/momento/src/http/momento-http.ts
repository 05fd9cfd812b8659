import type {
  Capability,
  Environment,
  Position,
  StreamFrame,
  StreamPool,
  Token,
  Transport,
  TransportAnswer,
  TransportRequest,
} from '@hallpass/core'
import { type ExchangeMeans, exchange } from './exchange.js'
import { callFrom, pollFrom } from './http-call.js'
import { parseFrames } from './parse-frames.js'
import { checkEndpoint, resolveEndpoint } from './resolve-endpoint.js'

/** Options of {@link momentoHttp}. */
export interface MomentoHttpOptions {
  /** Where all calls go, whatever tokens say: a bare host name or a full origin. @default what the token names */
  readonly endpoint?: string
  /** Endpoints that tokens may name beside `*.momentohq.com`. @default none */
  readonly endpoints?: readonly string[]
  /** Long-polls at once to one origin, in all tabs of the profile together. @default 32 over https, else 4 */
  readonly maxPolls?: number
}

/** The part of an environment this transport uses. */
export type HttpEnvironment = Pick<Environment, 'fetch' | 'network'>

/**
 * Cache and topic calls over Momento's HTTP API: `fetch` is all it needs. Topics are followed by long-polls.
 *
 * @example
 * createSession({ id: 'chat', source: tokenEndpoint('/api/token'), transport: momentoHttp() })
 * @throws TypeError for an endpoint that is neither a host name nor an origin, or a `maxPolls` below 1
 */
export function momentoHttp(options: MomentoHttpOptions = {}): (environment: HttpEnvironment) => Transport {
  const { endpoint, endpoints = [], maxPolls } = options
  for (const given of endpoint === undefined ? endpoints : [endpoint, ...endpoints]) checkEndpoint(given)
  if (maxPolls !== undefined && !(maxPolls >= 1)) throw new TypeError('maxPolls: a number of 1 or more')
  return ({ fetch, network }) => {
    const originFor = (token: Token) =>
      resolveEndpoint({ endpoint, endpoints }, token.endpoint, network.origin)
    return {
      name: 'momento-http',
      can: new Set<Capability>(['cache', 'publish', 'turned-streams']),
      call: (request, token, signal) => call(request, originFor(token), { fetch, token, signal }),
      open: (position, token, signal) => poll(position, originFor(token), { fetch, token, signal }),
      pool: token => poolOf(originFor(token), maxPolls),
    }
  }
}

async function call(
  request: TransportRequest,
  origin: string | undefined,
  means: ExchangeMeans,
): Promise<TransportAnswer> {
  const isGet = request.kind === 'get'
  const read = async (response: Response): Promise<TransportAnswer> =>
    isGet ? { outcome: 'hit', value: new Uint8Array(await response.arrayBuffer()) } : { outcome: 'done' }
  const answer = await exchange({ origin, call: () => callFrom(request), read }, means)
  // Momento says 404 for a missing item and for a missing cache alike.
  return isGet && answer.outcome === 'misconfigured' && answer.status === 404 ? { outcome: 'miss' } : answer
}

async function* poll(
  position: Position,
  origin: string | undefined,
  means: ExchangeMeans,
): AsyncGenerator<StreamFrame, void, undefined> {
  const read = (response: Response): Promise<string> => response.text()
  const answer = await exchange({ origin, call: () => pollFrom(position), read }, means)
  if (typeof answer !== 'string') return yield { kind: 'ended', failure: answer }
  const frames = parseFrames(answer)
  if (frames.ok) yield* frames.value
  else yield { kind: 'ended', failure: { outcome: 'unavailable' } }
}

/** Six HTTP/1.1 connections a host are all a browser profile has; over https HTTP/2 shares one. */
function poolOf(origin: string | undefined, maxPolls: number | undefined): StreamPool | undefined {
  return origin === undefined
    ? undefined
    : { origin, size: maxPolls ?? (origin.startsWith('https:') ? 32 : 4) }
}
