import { type DefinedCacheItem, defineCacheItem, json } from '@hallpass/react'
import { z } from 'zod'

/** The colours somebody can appear in. */
export const hues = ['ink', 'moss', 'ochre', 'plum'] as const

/** One of {@link hues}. */
export type Hue = (typeof hues)[number]

const ProfileSchema = z.object({
  hue: z.enum(hues),
  /** What somebody says about themselves in a few words. */
  statusLine: z.string().max(60),
})

/** How somebody appears. */
export type Profile = z.infer<typeof ProfileSchema>

/** The items of the cache `profiles`, one a name. They stay for as long as the cache keeps anything. */
export const profileItem: DefinedCacheItem<[name: string], Profile> = defineCacheItem({
  cache: 'profiles',
  key: (name: string) => name,
  codec: json(ProfileSchema),
})

/** How somebody appears who has not said: a colour by name, and no status line. */
export function defaultProfile(name: string): Profile {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0)
  return { hue: hues[sum % hues.length] ?? 'ink', statusLine: '' }
}
