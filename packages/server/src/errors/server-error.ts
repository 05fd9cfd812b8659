const brand = Symbol.for('hallpass.ServerError')

/**
 * Why a token was not issued, or could not be verified at all.
 *
 * - `lifetime-out-of-range`: under two seconds, or longer than the issuer's `maxLifetimeMs`
 * - `subject-invalid`, `token-id-invalid`, `session-invalid`: empty, too long, or with invisible characters
 * - `token-too-large`: longer than verifiers and clients accept; ask for fewer or shorter permissions
 * - `signing-failed`, `verification-failed`: this runtime's cryptography refused the key or lacks Ed25519
 */
export type ServerErrorCode =
  | 'lifetime-out-of-range'
  | 'subject-invalid'
  | 'token-id-invalid'
  | 'session-invalid'
  | 'token-too-large'
  | 'signing-failed'
  | 'verification-failed'

/** The one error class of this package; switch on {@link ServerError.code}. It never quotes a token, a key or an input. */
export class ServerError extends Error {
  readonly code: ServerErrorCode

  constructor(code: ServerErrorCode, message: string) {
    super(message)
    this.name = 'ServerError'
    this.code = code
    Object.defineProperty(this, brand, { value: true })
  }
}

/** Whether something caught is a {@link ServerError}, also one from another copy of this package. */
export function isServerError(value: unknown): value is ServerError {
  return value instanceof Error && brand in value
}
