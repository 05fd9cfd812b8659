import { SessionError, type SessionProblem } from '../../src/errors/session-error.js'
import type { Operation } from '../../src/scope/index.js'
import type { SessionState } from '../../src/session/session-states.js'
import type { OperationTokens } from '../../src/store/operation-tokens.js'
import type { Token } from '../../src/token/token.js'

/** A store's tokens as topics and caches see them, moved by hand. */
export class FakeTokens implements OperationTokens {
  readonly rejectedTokens: Token[] = []
  readonly askedFor: Operation[] = []
  problem: SessionProblem | undefined
  session: SessionState = activeSession(1)
  token: Token = fakeToken(1)
  /** What a refused token is replaced by; none leaves it in place. */
  successor: (() => Token) | undefined = () => fakeToken(this.token.generation + 1)
  readonly #observers = new Set<() => void>()

  get observerCount(): number {
    return this.#observers.size
  }

  get askedCount(): number {
    return this.askedFor.length
  }

  async getTokenFor(operation: Operation): Promise<Token> {
    this.askedFor.push(operation)
    await undefined
    if (this.problem !== undefined) throw new SessionError(this.problem)
    return this.token
  }

  peekTokenFor(): Token | undefined {
    return this.problem === undefined ? this.token : undefined
  }

  rejected(token: Token): void {
    this.rejectedTokens.push(token)
    if (token === this.token && this.successor !== undefined) this.token = this.successor()
  }

  sessionState(): SessionState {
    return this.session
  }

  observe(listener: () => void): () => void {
    this.#observers.add(listener)
    return () => {
      this.#observers.delete(listener)
    }
  }

  /** Something changed in the store. */
  change(change: () => void = () => {}): void {
    change()
    for (const listener of [...this.#observers]) listener()
  }

  renew(): void {
    this.change(() => {
      this.token = fakeToken(this.token.generation + 1)
    })
  }
}

export function activeSession(epoch: number): SessionState {
  return { status: 'active', epoch, subject: `user-${epoch}`, identity: 'verified' }
}

export function fakeToken(generation: number, endpoint?: string): Token {
  return {
    reveal: () => `token-${generation}`,
    expiresAt: Number.POSITIVE_INFINITY,
    granted: undefined,
    subject: undefined,
    endpoint,
    generation,
  }
}
