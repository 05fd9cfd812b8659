import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { listen } from '../../browsers/listen.js'
import { tokenAnswers } from './token-answers.js'

/** The pages' scripts and the token endpoints, on a port of this machine. */
export interface ServedPages {
  readonly origin: string
  /** Token requests since it was last asked. */
  takeRequestCount(): number
  stop(): Promise<void>
}

/** How long a token endpoint thinks. */
export const answerDelayMs = 300

/** Serves an empty page at every other path. Pages are isolated, so that their clocks are exact to 5 µs. */
export async function servePages(scripts: ReadonlyMap<string, string>): Promise<ServedPages> {
  let requestCount = 0
  let issued = 0
  const server = await listen((request, response) => void answer(request, response))
  const origin = server.url
  const endpoints = tokenAnswers(origin)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', origin)
    const token = request.method === 'POST' ? endpoints[pathname] : undefined
    if (token === undefined) return send(response, ...pageAt(pathname, scripts))
    requestCount += 1
    await delay(answerDelayMs)
    issued += 1
    send(response, 'application/json', JSON.stringify(token(issued)))
  }

  return {
    origin,
    takeRequestCount() {
      const taken = requestCount
      requestCount = 0
      return taken
    },
    stop: server.close,
  }
}

function pageAt(pathname: string, scripts: ReadonlyMap<string, string>): [type: string, body: string] {
  const script = scripts.get(pathname)
  if (script !== undefined) return ['text/javascript', script]
  return ['text/html', '<!doctype html><title>benchmark</title>']
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  })
  response.end(body)
}
