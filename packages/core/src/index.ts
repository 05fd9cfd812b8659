// Sessions

// Topics and cache items
export type { CacheClient, CallOptions, SetOptions } from './cache/cache-client.js'
export type { CacheItemOptions, DefinedCacheItem } from './cache/define-cache-item.js'
export { defineCacheItem } from './cache/define-cache-item.js'
export { bytes } from './codec/bytes.js'
export type { Codec, Decoded } from './codec/codec.js'
export type { StandardResult, StandardSchema } from './codec/json.js'
export { json } from './codec/json.js'
export { text } from './codec/text.js'
export type { Session, SessionOptions } from './create-session.js'
export { createSession } from './create-session.js'
// The outside world
export { browserEnvironment } from './environment/browser/browser-environment.js'
export type { Channel, OpenChannel } from './environment/channel.js'
export type { Clock, Random, Timers } from './environment/clock.js'
export type { Environment } from './environment/environment.js'
export type { Lifecycle, LifecycleEvent, Visibility } from './environment/lifecycle.js'
export type { Lock, LockAnswer } from './environment/lock.js'
export type { Mark } from './environment/mark.js'
export type { DecodeJwt, Fetch, Network } from './environment/network.js'
export type {
  RecordDatabase,
  RecordDecision,
  RecordEntry,
  RecordStorage,
  StorageFailureKind,
} from './environment/storage.js'
export { StorageFailure } from './environment/storage.js'
export type { SessionErrorCode, SessionProblem } from './errors/session-error.js'
// Errors
export { isSessionError, SessionError } from './errors/session-error.js'
export type { DefinedScope, Operation, Permission, Scope } from './scope/index.js'
// Scopes
export { defineScope, defineScopes } from './scope/index.js'
export type { EventFrame, SessionEvent, SessionEventTable, SessionEventType } from './session/events.js'
export type { IssueReason, TokenRefusal } from './session/issue.js'
export type { Renewal, ScopeState, SessionState } from './session/session-states.js'
export type { TokenEndpointOptions } from './source/token-endpoint.js'
// Token sources
export { tokenEndpoint } from './source/token-endpoint.js'
export type { SignOutAnswer, TokenSource, TokenSourceRequest } from './source/token-source.js'
export type { TokenStoreOptions } from './store/create-token-store.js'
// Tokens
export { createTokenStore } from './store/create-token-store.js'
export type { GetTokenOptions, ScopeArgument, TokenStore, Unsubscribe } from './store/token-store.js'
export type { Token } from './token/token.js'
export type { DefinedTopic, NamePart, TopicOptions } from './topic/define-topic.js'
export { defineTopic } from './topic/define-topic.js'
export type {
  Gap,
  TopicClient,
  TopicConnection,
  TopicEvent,
  TopicItem,
  TopicItemPosition,
  TopicSnapshot,
} from './topic/topic-client.js'
// Transports
export type {
  Capability,
  Payload,
  Position,
  StreamFrame,
  StreamPool,
  TopicPosition,
  Transport,
  TransportAnswer,
  TransportFailure,
  TransportRequest,
  TransportSource,
} from './transport/transport.js'
