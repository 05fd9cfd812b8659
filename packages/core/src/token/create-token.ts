import type { Token } from './token.js'

/** What a token is made of. */
export type TokenParts = Omit<Token, 'reveal'> & { readonly secret: string }

/** Makes the one kind of object that holds a token. It is frozen; printing, cloning and listing it show no token. */
export function createToken(parts: TokenParts): Token {
  const { secret, expiresAt, granted, subject, endpoint, generation } = parts
  const token = Object.assign(new RedactedToken(), { expiresAt, granted, subject, endpoint, generation })
  secrets.set(token, secret)
  return Object.freeze(token)
}

// Kept beside the tokens and not in them: consoles show private fields, and scopes of closures, of what is logged.
const secrets = new WeakMap<object, string>()

class RedactedToken {
  reveal(): string {
    return secrets.get(this) ?? ''
  }

  toString(this: Token): string {
    return `[Token expires ${this.expiresAt}]`
  }

  toJSON(): string {
    return String(this)
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return String(this)
  }
}
