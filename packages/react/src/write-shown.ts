import type { QueryClient } from '@tanstack/react-query'
import { type CacheItemKey, isOfSameIdentity } from './query-key.js'

export interface ShownWrite<T> {
  readonly value: T
  readonly write: () => Promise<void>
  /** Show the value before it is written. */
  readonly optimistic: boolean
}

/**
 * Writes, and shows what was written under `keyNow()`. Once that has become another identity's key, nothing is shown to
 * it: it reads the item anew.
 * An optimistic value is taken back when the write fails, and the item read anew: it may have been written all the same.
 */
export async function writeShown<T>(
  client: QueryClient,
  keyNow: () => CacheItemKey<T>,
  { value, write, optimistic }: ShownWrite<T>,
): Promise<void> {
  const queryKey = keyNow()
  const before = client.getQueryData<T | null>(queryKey)
  const isStillOurs = () => isOfSameIdentity(keyNow(), queryKey)
  const show = async () => {
    // An answer already on its way is older than the value.
    await client.cancelQueries({ queryKey, exact: true })
    if (isStillOurs()) client.setQueryData<T | null>(queryKey, value)
    else void client.invalidateQueries({ queryKey: keyNow(), exact: true })
  }
  if (optimistic) await show()
  try {
    await write()
  } catch (error) {
    if (optimistic && isStillOurs()) takeBack(client, queryKey, before)
    throw error
  }
  await show()
}

function takeBack<T>(client: QueryClient, queryKey: CacheItemKey<T>, before: T | null | undefined) {
  // Not awaited: the error is news now, the reading anew takes its time.
  if (before === undefined) void client.resetQueries({ queryKey, exact: true })
  else {
    client.setQueryData<T | null>(queryKey, before)
    void client.invalidateQueries({ queryKey, exact: true })
  }
}
