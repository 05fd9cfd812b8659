/**
 * Why an answer brings no token. The code is all there is: anything quoted from the answer could be a part of a token.
 *
 * | code | what was wrong |
 * |---|---|
 * | `not-an-object` | neither an object nor text |
 * | `no-token` | no token, or an empty one |
 * | `bad-token` | not a string, characters that no token has (RFC 6750 section 2.1), or no Momento token although said so |
 * | `token-too-large` | more than 8 KiB |
 * | `unsupported-token-type` | `token_type` is not `Bearer` or `Momento` |
 * | `no-expiry` | neither the answer nor the token says how long it lives |
 * | `bad-expiry` | an expiry that is none, such as a number in quotes |
 * | `expired` | no life left |
 * | `bad-envelope` | a Momento envelope without a usable endpoint or key |
 * | `bad-endpoint` | an endpoint that is not a short word of printable characters |
 * | `endpoint-mismatch` | the answer names another endpoint than the envelope |
 * | `bad-scope` | `granted` is not a scope |
 * | `scope-exceeded` | `granted` is more than was asked for |
 * | `bad-subject` | the subject is not a short text |
 */
export interface TokenProblem {
  readonly code:
    | 'not-an-object'
    | 'no-token'
    | 'bad-token'
    | 'token-too-large'
    | 'unsupported-token-type'
    | 'no-expiry'
    | 'bad-expiry'
    | 'expired'
    | 'bad-envelope'
    | 'bad-endpoint'
    | 'endpoint-mismatch'
    | 'bad-scope'
    | 'scope-exceeded'
    | 'bad-subject'
}

/** What a part of an answer was read as. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | Refused

interface Refused {
  readonly ok: false
  readonly problem: TokenProblem
}

/** A part that could be read. */
export function accept<T>(value: T): Parsed<T> {
  return { ok: true, value }
}

/** A part that could not. */
export function refuse(code: TokenProblem['code']): Refused {
  return { ok: false, problem: { code } }
}
