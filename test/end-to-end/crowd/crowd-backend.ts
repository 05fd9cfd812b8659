import { createHash, randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build, defaultClientConditions } from 'vite'
import { listen } from '../../browsers/listen.js'

/** An app's backend: one page, and its token endpoint, on one origin. */
export interface CrowdBackend {
  /** Where a tab of the crowd goes. */
  readonly url: string
  /** How many tokens were asked for so far. */
  requestCount(): number
  /** Of every token issued so far; the tokens themselves are kept by nobody. */
  issuedHashes(): readonly string[]
  close(): Promise<void>
}

export interface CrowdOptions {
  readonly tabCount: number
  readonly answerAfterMs: number
  /** As in a browser that has no Web Locks. @default false */
  readonly withoutLocks?: boolean
}

/**
 * Serves the page, and answers a token request `answerAfterMs` after it, or when all tabs have asked their stores, if
 * that takes longer: none is to find a token already there because the machine is slow.
 */
export async function startCrowdBackend(options: CrowdOptions): Promise<CrowdBackend> {
  const { answerAfterMs, tabCount, withoutLocks = false } = options
  built ??= buildPage()
  const script = await built
  const issued: string[] = []
  let [requestCount, askingCount] = [0, 0]
  let crowdIsThere = () => {}
  const crowd = new Promise<void>(resolve => {
    crowdIsThere = resolve
  })

  async function answerToken(response: ServerResponse): Promise<void> {
    requestCount += 1
    await Promise.all([pause(answerAfterMs), Promise.race([crowd, pause(latestAnswerMs)])])
    const token = randomBytes(24).toString('base64url')
    issued.push(createHash('sha256').update(token).digest('hex'))
    const body = { access_token: token, token_type: 'Bearer', expires_in: 3600 }
    send(response, 200, 'application/json', JSON.stringify(body))
  }

  const origin = await listen(({ method, url }, response) => {
    if (url === '/crowd.js') return send(response, 200, 'text/javascript', script)
    if (url !== '/token') return send(response, 200, 'text/html', html)
    if (method === 'POST') return void answerToken(response)
    send(response, 204)
  })
  // On a port of its own: browsers allow six connections to each.
  const asking = await listen((_, response) => {
    askingCount += 1
    if (askingCount === tabCount) crowdIsThere()
    send(response, 204)
  })

  return {
    url: `${origin.url}/?${new URLSearchParams({ asking: asking.url, withoutLocks: `${withoutLocks}` })}`,
    requestCount: () => requestCount,
    issuedHashes: () => issued,
    close: async () => void (await Promise.all([origin.close(), asking.close()])),
  }
}

/** Well inside the deadline of a request, on however busy a machine. */
const latestAnswerMs = 5_000

const html = '<!doctype html><title>crowd</title><script type="module" src="/crowd.js"></script>'

let built: Promise<string> | undefined

async function buildPage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['@hallpass/source', ...defaultClientConditions] },
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('crowd-page.ts', import.meta.url)), formats: ['es'] },
    },
  })
  const [chunk] = [result].flat().flatMap(one => ('output' in one ? one.output : []))
  if (chunk?.type !== 'chunk') throw new Error('the page was not built into one script')
  return chunk.code
}

function send(response: ServerResponse, status: number, type = 'text/plain', body = ''): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body)
}
