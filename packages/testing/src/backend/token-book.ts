import type { Random, Scope } from '@hallpass/core'
import { randomText } from '../world/seeded-random.js'

/** Every token a backend gave out, and whether it is still good. */
export interface TokenBook {
  readonly issued: readonly IssuedToken[]
  issue(request: Pick<IssuedToken, 'scope' | 'subject'> & { readonly lifetimeMs: number }): IssuedToken
  /** Whether a service would take this token now: issued here, not revoked, not over by true time. */
  accepts(secret: string): boolean
  revoke(secret: string): void
}

/** One token as its backend knows it. */
export interface IssuedToken {
  /** The whole token. */
  readonly secret: string
  /** The part of it that occurs nowhere else, for canaries. */
  readonly randomPart: string
  readonly subject: string | undefined
  /** As asked for; undefined when the backend was to decide. */
  readonly scope: Scope | undefined
  /** By true time, epoch milliseconds. */
  readonly issuedAt: number
  readonly expiresAt: number
}

const RANDOM_PART_LENGTH = 32

export function createTokenBook(host: { readonly now: () => number; readonly random: Random }): TokenBook {
  const issued: IssuedToken[] = []
  const revoked = new Set<string>()
  return {
    issued,
    issue: ({ scope, subject, lifetimeMs }) => {
      const randomPart = randomText(host.random, RANDOM_PART_LENGTH)
      const issuedAt = host.now()
      const expiresAt = issuedAt + lifetimeMs
      const token = { secret: `fake.${randomPart}`, randomPart, subject, scope, issuedAt, expiresAt }
      issued.push(token)
      return token
    },
    accepts: secret => {
      const token = issued.find(other => other.secret === secret)
      return token !== undefined && !revoked.has(secret) && host.now() < token.expiresAt
    },
    revoke: secret => {
      revoked.add(secret)
    },
  }
}
