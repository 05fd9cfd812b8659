import { type Authority, type Operation, permits } from '@hallpass/core/scope'
import type { Clock } from '../environment/time.js'

/** Says whether a credential is good, and whose it is. `createLocalVerifier` of `@hallpass/server` makes one. */
export interface CredentialVerifier {
  verify(credential: string): Promise<{ readonly ok: true; readonly value: Caller } | { readonly ok: false }>
}

/** Who is calling, as their token says. */
export interface Caller {
  readonly authority: Authority
  /** Shown to subscribers as the publisher of what this caller publishes. */
  readonly tokenId: string | undefined
  /** When the token ends, epoch milliseconds. */
  readonly expiresAt: number
}

/** What the gate says of a call: let through, no good token, or a token that does not reach that far. */
export type Decision = 'granted' | 'unauthenticated' | 'forbidden'

/**
 * The one place that lets anybody through. Every protocol service identifies its callers here once a call, and asks
 * for a decision before it looks anything up and again before it delivers what was waited for.
 */
export interface Gate {
  /** Undefined for a credential that is not good, for whatever reason. */
  identify(credential: string): Promise<Caller | undefined>
  /** Judges by the clock as well: a token may end between the two. */
  decide(caller: Caller, operation: Operation): Decision
}

/** A gate that believes this verifier. */
export function createGate(verifier: CredentialVerifier, clock: Clock): Gate {
  return {
    identify: async credential => {
      const verified = await verifier.verify(credential)
      return verified.ok ? verified.value : undefined
    },
    decide: (caller, operation) => {
      if (caller.expiresAt <= clock.now()) return 'unauthenticated'
      return permits(caller.authority, operation) ? 'granted' : 'forbidden'
    },
  }
}
