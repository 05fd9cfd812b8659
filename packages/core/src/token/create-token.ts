import { isoFromEpochMs } from './iso-time.js'
import type { Token } from './token.js'

/** What a token is made of. */
export type TokenParts = Omit<Token, 'reveal'> & { readonly secret: string }

/** Makes the one kind of object that holds a token. It is frozen; printing, cloning and listing it show no token. */
export function createToken({ secret, ...parts }: TokenParts): Token {
  return new RedactedToken(secret, parts)
}

// Kept beside the tokens and not in them: consoles show private fields, and scopes of closures, of what is logged.
const secrets = new WeakMap<RedactedToken, string>()

class RedactedToken implements Token {
  readonly expiresAt: Token['expiresAt']
  readonly granted: Token['granted']
  readonly subject: Token['subject']
  readonly endpoint: Token['endpoint']
  readonly generation: Token['generation']

  constructor(secret: string, parts: Omit<Token, 'reveal'>) {
    this.expiresAt = parts.expiresAt
    this.granted = parts.granted
    this.subject = parts.subject
    this.endpoint = parts.endpoint
    this.generation = parts.generation
    secrets.set(this, secret)
    Object.freeze(this)
  }

  reveal(): string {
    return secrets.get(this) ?? ''
  }

  toString(): string {
    return `[Token expires ${isoFromEpochMs(this.expiresAt)}]`
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}
