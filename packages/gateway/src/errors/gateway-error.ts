const brand = Symbol.for('hallpass.GatewayError')

/**
 * Why the gateway or its command line could not do it.
 *
 * - `port-taken`: something else listens there; choose another port, or 0 for any free one
 * - `keys-unusable`: the development keys cannot be read, made, or understood
 * - `usage`: the command line was not understood
 */
export type GatewayErrorCode = 'port-taken' | 'keys-unusable' | 'usage'

/** The one error class of this package; switch on {@link GatewayError.code}. Its message is one line and quotes no token or key. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: GatewayErrorCode

  constructor(code: GatewayErrorCode, message: string) {
    super(message)
    this.code = code
    Object.defineProperty(this, brand, { value: true })
  }
}

/** Whether something caught is a {@link GatewayError}, also one from another copy of this package. */
export function isGatewayError(value: unknown): value is GatewayError {
  return value instanceof Error && brand in value
}
