import type { StorageFailureKind } from '@hallpass/core'
import type { BackendMood, User } from '../world/backend.js'

/** One thing that people, browsers, disks, networks or clocks do. `tab` counts those open, round and round. */
export type Action =
  | { readonly do: 'get'; readonly tab: number; readonly scope: number; readonly minValidityShare: number }
  | { readonly do: 'operate'; readonly tab: number; readonly operation: number }
  /** Twice, as by two calls that failed with one token: the one at hand, or beyond the scopes the one given out last. */
  | { readonly do: 'reject'; readonly tab: number; readonly scope: number }
  /** A login at the app's backend, and the app's `signIn` after it. */
  | { readonly do: 'sign-in'; readonly tab: number; readonly user: User; readonly isNamed: boolean }
  | { readonly do: 'sign-out'; readonly tab: number }
  /** A login elsewhere, on the same cookie: no store is told. */
  | { readonly do: 'swap-cookie'; readonly user: User | undefined }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'wait-lifetimes'; readonly share: number }
  | { readonly do: 'sleep-lifetimes'; readonly share: number }
  | { readonly do: 'jump-clock'; readonly ms: number }
  | { readonly do: 'open-tab' }
  | { readonly do: 'close' | 'crash' | 'freeze' | 'thaw' | 'show' | 'hide'; readonly tab: number }
  | { readonly do: 'watch' | 'throttle'; readonly tab: number; readonly is: boolean }
  | { readonly do: 'hang-disk'; readonly writes: boolean }
  | {
      readonly do: 'fail-disk'
      readonly failure: StorageFailureKind
      readonly writes: boolean
      readonly times: number
    }
  | { readonly do: 'wipe-disk' }
  | { readonly do: 'recover-disk' }
  | { readonly do: 'work'; readonly part: 'locks' | 'doorbells' | 'marks'; readonly is: boolean }
  | { readonly do: 'bring-network-back' }
  | { readonly do: 'set-backend'; readonly mood: BackendMood }
