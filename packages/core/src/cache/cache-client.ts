/** Items of one cache. */
export interface CacheClient<T, Key> {
  readonly cache: string
  /**
   * `undefined` is a miss: no codec decodes to it.
   * @throws SessionError not-permitted, signed-out, denied, misconfigured, unavailable, rejected, endpoint-not-allowed,
   * capability-missing, undecodable, aborted, disposed
   */
  get(key: Key, options?: CallOptions): Promise<T | undefined>
  /** @throws SessionError with the codes of {@link CacheClient.get}; after `unavailable` it may have been stored. */
  set(key: Key, value: T, options?: SetOptions): Promise<void>
  /** Deletes the item, if there is one. @throws SessionError with the codes of {@link CacheClient.get} */
  delete(key: Key, options?: CallOptions): Promise<void>
}

/** What any call takes. */
export interface CallOptions {
  /** Ends the call, which then rejects with `aborted`. It may have been carried out all the same. */
  readonly signal?: AbortSignal
}

/** What storing an item takes. */
export interface SetOptions extends CallOptions {
  /** How long the item lives, milliseconds. @default what its definition says, else a day */
  readonly ttlMs?: number
}
