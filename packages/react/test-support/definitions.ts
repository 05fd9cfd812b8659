import {
  type DefinedCacheItem,
  type DefinedTopic,
  defineCacheItem,
  defineTopic,
  json,
  type ScopeState,
} from '@hallpass/core'

export interface Message {
  readonly text: string
}

export interface Profile {
  readonly color: string
}

/** Made anew by every call, as a careless component does. */
export const defineRoom = (): DefinedTopic<[name: string], Message> =>
  defineTopic({ cache: 'chat', topic: (name: string) => `room-${name}`, codec: json<Message>() })

export const room: DefinedTopic<[name: string], Message> = defineRoom()

export const profile: DefinedCacheItem<[user: string], Profile> = defineCacheItem({
  cache: 'profiles',
  key: (user: string) => user,
  codec: json<Profile>(),
})

export const live = (generation: number): Extract<ScopeState, { status: 'live' }> => ({
  status: 'live',
  generation,
  grant: 'unknown',
  issuedAt: generation * 60_000,
  expiresAt: (generation + 1) * 60_000,
  origin: 'issued',
  renewal: { phase: 'scheduled', at: generation * 60_000 + 45_000 },
})
