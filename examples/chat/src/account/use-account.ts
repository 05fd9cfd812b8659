import { useSession } from '@hallpass/react'
import { useQuery } from '@tanstack/react-query'
import { type Account, findAccount } from './account-client.js'

/** Who is here, as far as known. */
export type AccountState =
  | { readonly status: 'looking' }
  /** The backend does not answer; it is asked again. */
  | { readonly status: 'unreachable' }
  | { readonly status: 'nobody' }
  | { readonly status: 'somebody'; readonly account: Account }

const askAgainMs = 3000

/** Asked once for each identity, whichever tab began it; what is known stays while the backend is down. */
export function useAccount(): AccountState {
  const state = useSession()
  const { data, failureCount } = useQuery({
    queryKey: ['account', state.status === 'restoring' ? null : state.epoch],
    queryFn: () => findAccount(state.session),
    enabled: state.status === 'active',
    staleTime: Number.POSITIVE_INFINITY,
    retry: true,
    retryDelay: askAgainMs,
    networkMode: 'always',
  })
  if (state.status === 'signed-out' || data === null) return { status: 'nobody' }
  if (data !== undefined) return { status: 'somebody', account: data }
  return { status: failureCount > 0 ? 'unreachable' : 'looking' }
}
