import {
  browserEnvironment,
  createTokenStore,
  isSessionError,
  type Timers,
  tokenEndpoint,
} from '@hallpass/core'

/** What a tab tells of its token; the token itself stays in the page. */
export interface TokenReport {
  readonly hash: string
  readonly generation: number | undefined
  readonly origin: string | undefined
}

/** What a page of the crowd can be asked. */
export interface CrowdPage {
  readonly hasLocks: boolean
  /** Tells every tab of the profile, this one included, to ask for its token now. */
  giveSign(): void
  /** Asks for the token now. */
  ask(): Promise<TokenReport>
  /** Resolves once the tab, having been given the sign, has its token. */
  asked(): Promise<TokenReport>
  signOut(): Promise<{ stored: boolean; revoked: string }>
  sessionStatus(): string
  peeksToken(): boolean
  /** The code that `getToken` is refused with, or `served`. */
  refusal(): Promise<string>
  /** What the first caller got after this tab stood still: a code, or `served`. */
  refusalAtResume(): Promise<string>
  /** Whether the token this tab once had is anywhere in the profile's storage. */
  storesToken(): Promise<boolean>
}

declare global {
  interface Window {
    crowd: CrowdPage
  }
}

const query = new URLSearchParams(location.search)
if (query.get('withoutLocks') === 'true') Object.defineProperty(navigator, 'locks', { value: undefined })

// A machine busy with 20 tabs is not a broken one: storage, which counts as hung after a second, gets three.
const { timers } = browserEnvironment()
const patient: Timers = { start: (delayMs, fire) => timers.start(3 * delayMs, fire) }

const tokens = createTokenStore({ source: tokenEndpoint('/token'), environment: { timers: patient } })
let secret: string | undefined

async function ask(): Promise<TokenReport> {
  const token = await tokens.getToken()
  secret = token.reveal()
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))
  const hash = Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('')
  const state = tokens.scopeState()
  const { generation, origin } =
    state.status === 'live' ? state : { generation: undefined, origin: undefined }
  return { hash, generation, origin }
}

// A message from tab to tab takes none of the six connections that the token endpoint's host has.
const sign = new BroadcastChannel('sign')
const given = new Promise<void>(resolve => {
  sign.onmessage = () => resolve()
})
const asked = given.then(() => {
  const answer = ask()
  void fetch(query.get('asking') ?? '', { method: 'POST', mode: 'no-cors' })
  return answer
})

async function storesToken(): Promise<boolean> {
  const found: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      found.push(await settled(database.transaction(store).objectStore(store).getAll()))
    }
    database.close()
  }
  if (secret === undefined) throw new Error('this tab has had no token yet')
  return JSON.stringify(found).includes(secret)
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function refusal(): Promise<string> {
  return tokens.getToken().then(
    () => 'served',
    error => (isSessionError(error) ? error.code : String(error)),
  )
}

const atResume = new Promise<string>(resolve => {
  // Before anybody else hears of it, the store included.
  addEventListener('resume', () => resolve(refusal()), { capture: true })
})

window.crowd = {
  hasLocks: navigator.locks !== undefined,
  giveSign() {
    new BroadcastChannel('sign').postMessage('now')
  },
  ask,
  asked: () => asked,
  signOut: () => tokens.signOut(),
  sessionStatus: () => tokens.sessionState().status,
  peeksToken: () => tokens.peekToken() !== undefined,
  refusal,
  refusalAtResume: () => atResume,
  storesToken,
}
