import type { TokenSource } from '@hallpass/core'
import type { TestWorld } from '../world/create-test-world.js'
import type { FakeCall } from '../world/fake-network.js'
import { jsonResponse, responseOf } from './backend-answer.js'
import { type BackendRequest, readBackendRequest } from './backend-request.js'
import { type BackendScript, createBackendScript } from './backend-script.js'
import { createFakeTokenSource } from './fake-token-source.js'
import { createInFlight, type InFlight } from './in-flight.js'
import { createTokenBook, type TokenBook } from './token-book.js'

/** How a backend issues, until it is told otherwise. */
export interface BackendManners {
  /** @default 60_000 */
  readonly lifetimeMs: number
  /** Undefined leaves it out of the answer. @default 'ada' */
  readonly subject: string | undefined
  /** Time between a request and its answer; the token is issued when the request arrives. @default 0 */
  readonly delayMs: number
  /** More members of the answer, or other values for the usual ones; undefined leaves one out. @default {} */
  readonly members: Readonly<Record<string, unknown>>
}

export interface FakeBackendOptions extends Partial<BackendManners> {
  /** @default 'https://backend.example/token' */
  readonly url?: string
}

/** A token endpoint that does as the test says, and remembers everything. */
export interface FakeBackend extends BackendScript, Pick<TokenBook, 'issued' | 'accepts' | 'revoke'> {
  readonly url: string
  /** Asks this backend over the network of the asking tab. `tokenEndpoint(backend.url)` does, too. */
  readonly source: TokenSource
  readonly requests: readonly BackendRequest[]
  /** The most requests that were ever under way at the same time: of all, and of those for one scope. */
  readonly inFlight: Pick<InFlight, 'most' | 'mostPerKey'>
  behave(manners: Partial<BackendManners>): void
  /** Holds back every answer until the returned function is called. */
  hold(): () => void
}

export function createFakeBackend(world: TestWorld, options: FakeBackendOptions = {}): FakeBackend {
  const { url = 'https://backend.example/token', ...atFirst } = options
  let manners: BackendManners = { lifetimeMs: 60_000, subject: 'ada', delayMs: 0, members: {}, ...atFirst }
  const barrier = createBarrier()
  const { take, ...script } = createBackendScript()
  const { issue, ...book } = createTokenBook(world)
  const inFlight = createInFlight()
  const requests: BackendRequest[] = []
  const answer = async (asked: BackendRequest, call: FakeCall): Promise<Response> => {
    const { delayMs } = manners
    const scripted = take()
    const response = scripted === undefined ? serve(asked, manners, issue) : () => responseOf(scripted, call)
    await call.standStill(Promise.all([barrier.lifted(), passes(world, delayMs)]))
    return response()
  }
  world.network.serve(url, async (request, call) => {
    const asked = await readBackendRequest(request, world.trueNow())
    requests.push(asked)
    const end = inFlight.begin(JSON.stringify([asked.kind, asked.scope]))
    request.signal.addEventListener('abort', end)
    return answer(asked, call).finally(end)
  })
  return {
    ...script,
    ...book,
    url,
    source: createFakeTokenSource(url),
    requests,
    inFlight,
    behave: change => {
      manners = { ...manners, ...change }
    },
    hold: barrier.lower,
  }
}

/** What arrives while it is down waits until it is lifted. */
function createBarrier(): { lifted(): Promise<void>; lower(): () => void } {
  let lifted: Promise<void> = Promise.resolve()
  return {
    lifted: () => lifted,
    lower: () => {
      let lift = (): void => {}
      lifted = new Promise(resolve => {
        lift = resolve
      })
      return lift
    },
  }
}

/** Does now what the request asks for, and gives what says so later. */
function serve(asked: BackendRequest, manners: BackendManners, issue: TokenBook['issue']): () => Response {
  if (asked.kind === 'sign-out') return () => jsonResponse(204, undefined)
  const { secret, issuedAt, subject } = issue({ ...manners, scope: asked.scope })
  const body = {
    access_token: secret,
    token_type: 'Bearer',
    expires_in: manners.lifetimeMs / 1_000,
    issued_at: Math.floor(issuedAt / 1_000),
    subject,
    ...manners.members,
  }
  return () => jsonResponse(200, body)
}

async function passes(world: TestWorld, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>(resolve => world.outsideTimers.start(ms, resolve))
}
