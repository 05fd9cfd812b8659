import type { RecordDecision } from '../environment/storage.js'
import { decideEnd, decideSignIn, decideSignOut, type SessionBasis } from '../session/decide-session.js'
import { SESSION_KEY } from '../session/records.js'
import { REQUEST_DEADLINE_MS } from '../session/renewal-schedule.js'
import type { SessionView } from '../session/session-view.js'
import type { StoreEvent } from '../session/store-event.js'
import { epochOf, type StoreState } from '../session/store-state.js'
import type { SignOutAnswer } from '../source/token-source.js'
import { withDeadline } from './deadline.js'
import type { RequestTools } from './run-request.js'

/** Who is signed in, changed in every tab. */
export interface Identity {
  signIn(subject: string | undefined): Promise<{ readonly stored: boolean }>
  signOut(): Promise<{ readonly stored: boolean; readonly revoked: SignOutAnswer }>
  /** The backend ended the session of this epoch. */
  end(epoch: number): Promise<unknown>
  /** Whether a sign-in is being written, which calls for tokens wait for. */
  isChanging(): boolean
}

export interface IdentityTools extends RequestTools {
  readonly state: () => StoreState
  readonly dispatch: (event: StoreEvent) => void
  readonly ring: () => void
  /** A sign-in has been written: whoever waited for it may go on. */
  readonly settled: () => void
}

export function createIdentity(tools: IdentityTools): Identity {
  let signInCount = 0
  let last: Promise<unknown> = Promise.resolve()

  /** One change after the other, in the order they were asked for. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = last.then(change)
    last = turn
      .catch(() => {})
      .then(() => {
        if (tools.ended.aborted) tools.records.close()
      })
    return turn
  }

  return {
    signIn(subject) {
      signInCount++
      return inTurn(() => signIn(tools, subject)).finally(() => {
        signInCount--
        tools.settled()
      })
    },
    async signOut() {
      const epoch = epochOf(tools.state().session)
      tools.dispatch({ type: 'sign-out-began', by: 'app' })
      const [stored, revoked] = await Promise.all([
        inTurn(() => storeTombstone(tools, decideSignOut, epoch)),
        revoke(tools),
      ])
      return { stored, revoked }
    },
    end: epoch => inTurn(() => storeTombstone(tools, decideEnd, epoch)),
    isChanging: () => signInCount > 0,
  }
}

async function signIn(tools: IdentityTools, subject: string | undefined): Promise<{ stored: boolean }> {
  const { records, state, mark, writeMark, moment, dispatch, ring } = tools
  const { result, stored } = await records.transact([SESSION_KEY], ([session]) =>
    decideSignIn(
      { stored: session, mark: mark(), epoch: epochOf(state().session), at: moment().at },
      subject,
    ),
  )
  // Above every epoch it voids there is a record now.
  const voided = mark()
  if (stored && voided && voided < result.epoch) writeMark(0)
  dispatch({ type: 'session-known', view: result, by: 'app' })
  ring()
  return { stored }
}

type DecideTombstone = (basis: SessionBasis) => RecordDecision<SessionView>

/** The tombstone; where it cannot be written, the mark and then the end of the whole database. */
async function storeTombstone(
  tools: IdentityTools,
  decide: DecideTombstone,
  epoch: number,
): Promise<boolean> {
  const { records, mark, writeMark, moment, dispatch, ring } = tools
  const { result, stored } = await records.transactInDatabase([SESSION_KEY], ([session]) =>
    decide({ stored: session, mark: mark(), epoch, at: moment().at }),
  )
  const isMarked = stored || result.status === 'active' || writeMark(result.epoch)
  if (!stored && result.status === 'signed-out') await records.destroy()
  dispatch({ type: 'sign-out-stored', view: result })
  ring()
  return isMarked
}

/** Tells the backend, whatever storage does. */
async function revoke({ source, environment }: IdentityTools): Promise<SignOutAnswer> {
  const { signOut } = source
  if (signOut === undefined) return 'not-offered'
  const { fetch, timers } = environment
  const failed = async () => 'failed' as const
  const deadline = { timers, deadlineMs: REQUEST_DEADLINE_MS }
  return withDeadline<SignOutAnswer>(deadline, async signal => signOut({ signal, fetch }), failed).catch(
    failed,
  )
}
