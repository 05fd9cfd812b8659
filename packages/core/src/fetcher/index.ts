export type { FetcherEnvironment } from '../environment/fetcher-environment.js'
export { authorizationFor } from './authorization-for.js'
export { createFetcher } from './create-fetcher.js'
export type {
  AuthorizationOptions,
  FetcherOptions,
  FetcherTokens,
} from './fetcher-options.js'
