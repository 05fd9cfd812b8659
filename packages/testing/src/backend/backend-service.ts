import { type Random, type Timers, type TokenSource, tokenEndpoint } from '@hallpass/core'
import type { FakeCall } from '../world/fake-network.js'
import { type BackendAnswer, type BackendMoment, type DetachedAnswer, responseOf } from './backend-answer.js'
import type { BackendManners } from './backend-manners.js'
import { type BackendRequest, readBackendRequest } from './backend-request.js'
import { type BackendScript, createBackendScript } from './backend-script.js'
import { createBarrier } from './barrier.js'
import { createInFlight, type InFlight } from './in-flight.js'
import { createIssuingDesk, type IssuingDesk } from './issuing-desk.js'
import { slowDrip } from './slow-drip.js'
import { createTokenBook, type TokenBook } from './token-book.js'

/** Where a backend stands, and how it issues at first. */
export interface FakeBackendOptions extends Partial<BackendManners> {
  /** @default 'https://backend.example/token' */
  readonly url?: string
}

/** A token endpoint that does as the test says, and remembers everything. */
export interface FakeBackend extends BackendScript, Pick<TokenBook, 'issued' | 'accepts' | 'revoke'> {
  readonly url: string
  /** `tokenEndpoint(url)`: asks this backend over the network of the asking tab. */
  readonly source: TokenSource
  readonly requests: readonly BackendRequest[]
  /** The most requests that were ever under way at the same time: of all, and of those for one scope. */
  readonly inFlight: Pick<InFlight, 'most' | 'mostPerKey'>
  behave(manners: Partial<BackendManners>): void
  /** From now on the profile's cookie is this user's: tokens are issued to them. No tab is told. */
  logIn(subject: string): void
  /** From now on there is no cookie: requests for tokens are refused with 401. No tab is told. */
  logOut(): void
  /** Holds back every answer until the returned function is called. */
  hold(): () => void
}

/** Where a backend stands: true time, its timers, its source of randomness. */
export interface BackendHost {
  readonly now: () => number
  readonly timers: Timers
  readonly random: Random
}

export interface BackendService {
  readonly backend: FakeBackend
  readonly answer: (request: Request, call: FakeCall) => Promise<Response>
}

export function createBackendService(host: BackendHost, options: FakeBackendOptions): BackendService {
  const { url = 'https://backend.example/token', ...manners } = options
  const { take, ...script } = createBackendScript()
  const { lifted, lower } = createBarrier()
  const { issue, ...book } = createTokenBook(host)
  const desk = createIssuingDesk({ issue, issued: book.issued }, manners)
  const inFlight = createInFlight()
  const requests: BackendRequest[] = []
  const answer: BackendService['answer'] = async (request, call) => {
    const asked = await readBackendRequest(request, host.now())
    requests.push(asked)
    const end = inFlight.begin(JSON.stringify([asked.kind, asked.scope]))
    request.signal.addEventListener('abort', end)
    const { delayMs } = desk.manners()
    const respond = respondTo(asked, take(), { host, desk, call })
    await call.standStill(Promise.all([lifted(), passes(host.timers, delayMs)]))
    return respond().finally(end)
  }
  const { behave, logIn, logOut } = desk
  const source = tokenEndpoint(url)
  return {
    answer,
    backend: { ...script, ...book, url, source, requests, inFlight, behave, logIn, logOut, hold: lower },
  }
}

interface Responding {
  readonly host: BackendHost
  readonly desk: IssuingDesk
  readonly call: FakeCall
}

/** What is to be issued is issued now; the answer is made when it is sent. */
function respondTo(
  asked: BackendRequest,
  scripted: BackendAnswer | undefined,
  { host, desk, call }: Responding,
): () => Promise<Response> {
  const moment = (): BackendMoment => ({ now: host.now() + desk.manners().clockErrorMs })
  if (isDetached(scripted)) return async () => stamped(await responseOf(scripted, call, moment()), moment())
  const usual = scripted === 'same-again' ? desk.repeat(asked) : desk.serve(asked)
  if (scripted === 'answer-lost') return async () => Response.error()
  if (scripted === 'slow-drip') return () => slowDrip(stamped(usual(), moment()), call, host.timers)
  return async () => stamped(usual(), moment())
}

function isDetached(answer: BackendAnswer | undefined): answer is DetachedAnswer {
  return answer !== undefined && answer !== 'slow-drip' && answer !== 'answer-lost' && answer !== 'same-again'
}

/** With the header that servers add by themselves, unless the test has set it. */
function stamped(response: Response, { now }: BackendMoment): Response {
  if (response.type === 'error' || response.headers.has('date')) return response
  const stamped = new Response(response.body, response)
  stamped.headers.set('date', new Date(now).toUTCString())
  return stamped
}

async function passes(timers: Timers, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>(resolve => timers.start(ms, resolve))
}
