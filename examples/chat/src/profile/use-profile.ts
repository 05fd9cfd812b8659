import { useCacheItem } from '@hallpass/react'
import { defaultProfile, type Profile, profileItem } from './profile-item.js'

/** How somebody appears: as they chose, and as their name has it until that is known. */
export function useProfile(name: string): Profile {
  const { data } = useCacheItem(profileItem, name)
  return data ?? defaultProfile(name)
}
