'use client'
import { SessionError } from '@hallpass/core'
import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query'
import { identityKey, identityKeyNow, isOfSameIdentity } from './query-key.js'
import { retryIfCurable } from './retry-policy.js'
import { useProvidedSession } from './session-context.js'
import { useIdentity } from './use-tokens.js'

/** Those of `useMutation`. @default `retry: false` */
export type IdentityMutationOptions<Value> = Omit<
  UseMutationOptions<void, SessionError, Value>,
  'mutationFn' | 'mutationKey' | 'networkMode'
>

/**
 * A mutation in the name of one identity: at a change of identity or of `target` its result is `idle` again, and an
 * attempt still to come is not made.
 */
export function useIdentityMutation<Value>(
  target: readonly string[],
  run: (value: Value) => Promise<void>,
  options?: IdentityMutationOptions<Value>,
): UseMutationResult<void, SessionError, Value> {
  const { session } = useProvidedSession()
  const identity = useIdentity()
  const owner = identityKey(session, identity)
  return useMutation({
    ...options,
    retry: (failureCount, error) => retryIfCurable(options?.retry ?? false, failureCount, error),
    // A mutation that waits for the network would be sent when it is back, by whoever is signed in then.
    networkMode: 'always',
    // An identity that becomes known does not change by it.
    ...(identity && { mutationKey: [...owner, ...target] }),
    mutationFn: async value => {
      if (identity && !isOfSameIdentity(identityKeyNow(session), owner)) {
        throw new SessionError({ code: 'signed-out' })
      }
      await run(value)
    },
  })
}
