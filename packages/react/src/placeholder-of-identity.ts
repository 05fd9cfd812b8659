import { type IdentityKey, isOfSameIdentity } from './query-key.js'

/**
 * A placeholder that never is another identity's: a function such as `keepPreviousData` is given the previous data
 * only where it was read by the identity that is to see it.
 */
export function placeholderOfIdentity(placeholder: unknown, owner: IdentityKey): unknown {
  if (!isFunction(placeholder)) return placeholder
  return (data: unknown, query: PreviousQuery | undefined) =>
    query && isOfSameIdentity(query.queryKey, owner)
      ? placeholder(data, query)
      : placeholder(undefined, undefined)
}

interface PreviousQuery {
  readonly queryKey: readonly unknown[]
}

function isFunction(value: unknown): value is (data: unknown, query: PreviousQuery | undefined) => unknown {
  return typeof value === 'function'
}
