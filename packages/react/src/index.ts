// The session

export { SessionProvider, type SessionProviderProps } from './session-provider.js'
export { useCan } from './use-can.js'
export { type SessionActions, type UseSessionResult, useSession } from './use-session.js'

// Tokens, for the eye

export { type WallClock, wallClockFrom } from './clock.js'
export type { TimeLeft } from './time-left.js'
export { type TokenHealth, tokenHealth } from './token-health.js'
export { useTimeLeft } from './use-time-left.js'
export { type UseTokenResult, useToken } from './use-token.js'

// Topics

export type { TopicReading } from './topic-reader.js'
export type { TopicKnowledge, UseTopicResult } from './topic-result.js'
export { type UsePublishOptions, usePublish } from './use-publish.js'
export { type UseTopicOptions, useTopic } from './use-topic.js'

// Cache items

export { type CacheItemQuery, cacheItemOptions } from './cache-item-options.js'
export type { CacheItemKey, IdentityKey } from './query-key.js'
export { type UseCacheItemOptions, useCacheItem } from './use-cache-item.js'
export type { IdentityMutationOptions } from './use-identity-mutation.js'
export { type UseSetCacheItemOptions, useSetCacheItem } from './use-set-cache-item.js'

// What stands beside the hooks: definitions and codecs of core, and an argument that is not known yet

export {
  bytes,
  type DefinedCacheItem,
  type DefinedScope,
  type DefinedTopic,
  defineCacheItem,
  defineScope,
  defineScopes,
  defineTopic,
  type Gap,
  json,
  type TopicConnection,
  type TopicItem,
  text,
} from '@hallpass/core'
export { type SkipToken, skipToken } from '@tanstack/react-query'
export type { Skippable } from './call-arguments.js'
