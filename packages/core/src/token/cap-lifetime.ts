/** How long a token is used unless told otherwise: an hour, in milliseconds. */
export const DEFAULT_MAX_LIFETIME_MS = 3_600_000

/** How long a token is used that lives for `lifetimeMs`, which is Infinity for one that never ends. */
export function capLifetime(lifetimeMs: number, maxLifetimeMs: number = DEFAULT_MAX_LIFETIME_MS): number {
  return Math.min(lifetimeMs, maxLifetimeMs)
}
