import type { QueryClient } from '@tanstack/react-query'
import { type IdentityKey, isOfFormerIdentity } from './query-key.js'

/** Removes from the client's caches what identities before this one have read and written. */
export function forgetFormerIdentities(client: QueryClient, now: IdentityKey): void {
  client.removeQueries({ predicate: query => isOfFormerIdentity(query.queryKey, now) })
  const mutations = client.getMutationCache()
  for (const mutation of mutations.getAll()) {
    if (isOfFormerIdentity(mutation.options.mutationKey ?? [], now)) mutations.remove(mutation)
  }
}
