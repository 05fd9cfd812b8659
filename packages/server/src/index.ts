// The token endpoint

export type { Authorization, Authorize } from './token-endpoint/authorization.js'
export { createTokenEndpoint, type TokenEndpoint } from './token-endpoint/create-token-endpoint.js'
export type { EndpointProblem, OnProblem } from './token-endpoint/endpoint-problem.js'
export { preflightMaxAgeSec } from './token-endpoint/preflight.js'
export type { TokenEndpointOptions } from './token-endpoint/settings.js'
export { maxBodyBytes } from './token-endpoint/token-request.js'

// Its counters

export {
  createTokenMetrics,
  metricsResponse,
  type TokenMetrics,
  type TokenMetricsOptions,
  type TokenOutcome,
  tokenOutcomes,
} from './metrics/token-metrics.js'

// Issuing

export { type LocalIssuerOptions, localIssuer } from './issuers/local-issuer.js'
export type { IssuedToken, TokenIssuer, TokenOrder } from './issuers/token-issuer.js'

// Verifying

export {
  createLocalVerifier,
  type LocalVerifier,
  type LocalVerifierOptions,
} from './verifier/create-local-verifier.js'
export { startToleranceMs } from './verifier/token-claims.js'
export type { VerificationProblem, Verified, VerifiedToken } from './verifier/verified-token.js'

// Keys

export { type GeneratedSigningKey, generateSigningKey } from './signing-key/generate-signing-key.js'
export {
  type ParsedSigningKey,
  type PrivateSigningKey,
  type PublicSigningKey,
  parsePrivateSigningKey,
  parsePublicSigningKey,
  publicSigningKey,
  type SigningKeyProblem,
} from './signing-key/signing-key.js'

// Errors, clock and limits

export type { ServerClock } from './clock.js'
export { isServerError, ServerError, type ServerErrorCode } from './errors/server-error.js'
export { defaultMaxLifetimeMs, minLifetimeMs } from './token/lifetime.js'
export { maxCredentialLength } from './token/momento-envelope.js'
export { maxNameLength, maxTokenIdLength } from './token/opaque-name.js'
