import type { Fetch } from '@hallpass/core'
import type { Activity } from './activity.js'
import type { TabGate } from './tab-gate.js'

/**
 * What stands behind a URL. Time it takes passes in the world's time: wait only inside `call.standStill`. A throw or
 * `Response.error()` is a failure of the network.
 */
export type FakeHandler = (request: Request, call: FakeCall) => Promise<Response>

/** What a handler knows of the call beside its request. */
export interface FakeCall {
  /** Wraps every wait for the world's time or for the test, so that the world knows there is nothing to wait for. */
  standStill<T>(wait: Promise<T>): Promise<T>
  /** Aborts when the caller gives up or its connection breaks, also while a body is on its way. */
  readonly givenUp: AbortSignal
  /** Wraps everything that brings more of a body later: it waits while the caller's tab stands still. */
  deliver(bring: () => void): void
}

/** The network of the world: who answers which URLs. */
export interface FakeNetwork {
  /** Answers requests to URLs that begin with `urlPrefix`, until the returned function is called. The last one wins. */
  serve(urlPrefix: string, handler: FakeHandler): () => void
  /** Every URL that was ever asked for. */
  readonly requestedUrls: readonly string[]
}

export interface FakeNetworkHub {
  readonly control: FakeNetwork
  forTab(gate: TabGate, line: NetworkLine): Fetch
}

/** The tab's connection: `signal` aborts when it breaks, and is a new one when it is back. */
export interface NetworkLine {
  readonly origin: string
  broken(): AbortSignal
}

export function createFakeNetwork(activity: Activity): FakeNetworkHub {
  let routes: readonly Route[] = []
  const requestedUrls: string[] = []
  const answer: Sending['answer'] = async (request, { gate, givenUp }) => {
    const route = routes.find(({ urlPrefix }) => request.url.startsWith(urlPrefix))
    if (route === undefined) throw unreachable()
    const call = { standStill: activity.standStill, givenUp, deliver: gate.pass }
    const response = await activity.during(() => route.handler(request, call))
    if (response.type === 'error') throw unreachable()
    return response
  }
  return {
    control: {
      serve: (urlPrefix, handler) => {
        const route = { urlPrefix, handler }
        routes = [route, ...routes]
        return () => {
          routes = routes.filter(other => other !== route)
        }
      },
      requestedUrls,
    },
    forTab: (gate, line) => (input, init) => {
      const request = requestFrom(line.origin, input, init)
      requestedUrls.push(request.url)
      return send(request, { gate, broken: line.broken(), answer })
    },
  }
}

interface Route {
  readonly urlPrefix: string
  readonly handler: FakeHandler
}

interface Sending {
  readonly gate: TabGate
  readonly broken: AbortSignal
  answer(request: Request, caller: Caller): Promise<Response>
}

interface Caller {
  readonly gate: TabGate
  readonly givenUp: AbortSignal
}

/** Whatever comes first: the answer, the line breaking, or the caller giving up. The handler's request aborts at the end. */
function send(request: Request, { gate, broken, answer }: Sending): Promise<Response> {
  return new Promise((resolve, reject) => {
    const over = new AbortController()
    const end = (tell: () => void): void => {
      over.abort()
      tell()
    }
    const fail = (): void => end(() => gate.passSoon(() => reject(unreachable())))
    const giveUp = (): void => end(() => reject(request.signal.reason))
    if (broken.aborted) return fail()
    if (request.signal.aborted) return giveUp()
    broken.addEventListener('abort', fail, { signal: over.signal })
    request.signal.addEventListener('abort', giveUp, { signal: over.signal })
    const givenUp = AbortSignal.any([request.signal, broken])
    answer(new Request(request, { signal: over.signal }), { gate, givenUp }).then(
      response => end(() => gate.pass(() => resolve(response))),
      fail,
    )
  })
}

/** What a browser says of every failure of the network. */
function unreachable(): TypeError {
  return new TypeError('Failed to fetch')
}

/** With the headers a browser adds by itself and a server may rely on. */
function requestFrom(origin: string, input: string | Request, init: RequestInit | undefined): Request {
  const request = new Request(typeof input === 'string' ? new URL(input, origin) : input, init)
  const isSameOrigin = new URL(request.url).origin === origin
  request.headers.set('sec-fetch-site', isSameOrigin ? 'same-origin' : 'cross-site')
  if (!isSameOrigin || !['GET', 'HEAD'].includes(request.method)) request.headers.set('origin', origin)
  return request
}
