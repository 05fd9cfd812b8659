import type {
  GetTokenOptions,
  Operation,
  ScopeArgument,
  ScopeState,
  SessionState,
  Token,
  TokenStore,
  Unsubscribe,
} from '@hallpass/core'

/** A store that says what a test tells it to say, in a new object every time it is asked. */
export class FakeTokens implements TokenStore {
  readonly id = 'fake'
  readonly asked: (ScopeArgument | undefined)[] = []
  readonly signIns: ({ readonly subject?: string } | undefined)[] = []
  readonly observers: Set<() => void> = new Set()
  token: Promise<Token> = Promise.reject(new Error('a fake token store has no token'))
  disposed = 0
  #session: SessionState = { status: 'active', epoch: 1, subject: 'ada', identity: 'verified' }
  #scope: ScopeState = { status: 'idle' }
  #can: 'yes' | 'no' | 'unknown' = 'unknown'

  constructor() {
    this.token.catch(() => undefined)
  }

  set session(state: SessionState) {
    this.#session = state
    this.notify()
  }

  set scope(state: ScopeState) {
    this.#scope = state
    this.notify()
  }

  set answer(can: 'yes' | 'no' | 'unknown') {
    this.#can = can
    this.notify()
  }

  notify(): void {
    for (const observer of [...this.observers]) observer()
  }

  getToken(scope?: ScopeArgument, _options?: GetTokenOptions): Promise<Token> {
    this.asked.push(scope)
    return this.token
  }

  can(_operation: Operation): 'yes' | 'no' | 'unknown' {
    return this.#can
  }

  scopeState(): ScopeState {
    return structuredClone(this.#scope)
  }

  sessionState(): SessionState {
    return structuredClone(this.#session)
  }

  observe(listener: () => void): Unsubscribe {
    this.observers.add(listener)
    return () => void this.observers.delete(listener)
  }

  async signIn(options?: { readonly subject?: string }): Promise<{ stored: boolean }> {
    this.signIns.push(options)
    return { stored: true }
  }

  async signOut(): Promise<{ stored: boolean; revoked: 'not-offered' }> {
    this.session = { status: 'signed-out', epoch: 2 }
    return { stored: true, revoked: 'not-offered' }
  }

  peekToken(): undefined {}

  rejected(): void {}

  subscribe(): Unsubscribe {
    return () => undefined
  }

  dispose(): void {
    this.disposed += 1
  }
}
