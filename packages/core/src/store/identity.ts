import type { RecordDecision } from '../environment/storage.js'
import { decideEnd, decideSignIn, decideSignOut, type SessionBasis } from '../session/decide-session.js'
import { SESSION_KEY } from '../session/records.js'
import { REQUEST_DEADLINE_MS } from '../session/renewal-schedule.js'
import type { SessionView } from '../session/session-view.js'
import type { SessionChange, StoreEvent } from '../session/store-event.js'
import { epochOf, type StoreState } from '../session/store-state.js'
import type { SignOutAnswer } from '../source/token-source.js'
import { withDeadline } from './deadline.js'
import type { Kept } from './record-keeper.js'
import type { RequestTools } from './run-request.js'

/** Who is signed in, changed in every tab. */
export interface Identity {
  signIn(subject: string | undefined): Promise<{ readonly stored: boolean }>
  signOut(): Promise<{ readonly stored: boolean; readonly revoked: SignOutAnswer }>
  /** The backend ended the session of this epoch. */
  end(epoch: number): Promise<void>
  /** The sign-in being written, which calls for tokens wait for. */
  pending(): Promise<unknown> | undefined
}

export interface IdentityTools extends RequestTools {
  readonly state: () => StoreState
  readonly dispatch: (event: StoreEvent) => void
  readonly ring: () => void
}

const NOTHING = Promise.resolve()

export function createIdentity(tools: IdentityTools): Identity {
  let pending: Promise<unknown> | undefined
  let last: Promise<unknown> = NOTHING

  /** One change after the other, in the order they were asked for. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = last.then(change)
    last = turn.catch(() => {})
    return turn
  }

  return {
    signIn(subject) {
      const turn = inTurn(() => signIn(tools, subject))
      const settled = turn.finally(() => {
        if (pending === settled) pending = undefined
      })
      pending = settled
      return settled
    },
    async signOut() {
      dropTokens(tools)
      const [stored, revoked] = await Promise.all([inTurn(() => storeSignOut(tools)), revoke(tools)])
      return { stored, revoked }
    },
    end: epoch => inTurn(async () => void (await storeTombstone(tools, decideEnd, epoch))),
    pending: () => pending,
  }
}

async function signIn(tools: IdentityTools, subject: string | undefined): Promise<{ stored: boolean }> {
  const isTurnedAway = tools.state().session.status === 'signed-out'
  const decide = (basis: SessionBasis) => decideSignIn(basis, subject, isTurnedAway)
  const kept = await tools.records.transact([SESSION_KEY], records => decide(basisOf(tools, records[0])))
  learn(tools, kept, 'app')
  return { stored: kept.stored }
}

/** At once and before any storage: no call may get a token any more. */
function dropTokens({ state, dispatch }: IdentityTools): void {
  dispatch({ type: 'session-known', view: { status: 'signed-out', epoch: epochOf(state().session) + 1 }, by: 'app' })
}

function storeSignOut(tools: IdentityTools): Promise<boolean> {
  return storeTombstone(tools, decideSignOut, epochOf(tools.state().session) - 1)
}

type DecideTombstone = (basis: SessionBasis) => RecordDecision<SessionView>

/** The tombstone; where it cannot be written, the mark and then the end of the whole database. */
async function storeTombstone(tools: IdentityTools, decide: DecideTombstone, epoch: number): Promise<boolean> {
  const { records, environment, id } = tools
  const kept = await records.transactInDatabase([SESSION_KEY], stored => decide({ ...basisOf(tools, stored[0]), epoch }))
  const marked = kept.stored || environment.mark.write(id, kept.result.epoch)
  if (!kept.stored) await records.destroy()
  learn(tools, kept, 'app')
  return marked
}

function learn({ dispatch, ring }: IdentityTools, { result }: Kept<SessionView>, by: SessionChange): void {
  dispatch({ type: 'session-known', view: result, by })
  ring()
}

function basisOf({ state, mark, moment }: IdentityTools, stored: unknown): SessionBasis {
  return { stored, mark: mark(), epoch: epochOf(state().session), at: moment().at }
}

/** Tells the backend, whatever storage does. */
async function revoke({ source, environment }: IdentityTools): Promise<SignOutAnswer> {
  const { signOut } = source
  if (signOut === undefined) return 'not-offered'
  const { fetch, timers } = environment
  const failed = async () => 'failed' as const
  return withDeadline<SignOutAnswer>(timers, REQUEST_DEADLINE_MS, async signal => signOut({ signal, fetch }), failed).catch(failed)
}
