import { decideBegin } from '../session/decide-session.js'
import { parseTokenRecord, SESSION_KEY, tokenKey } from '../session/records.js'
import { type SessionView, sessionView } from '../session/session-view.js'
import type { StoreEvent } from '../session/store-event.js'
import { epochOf, type StoreState } from '../session/store-state.js'
import type { RequestTools } from './run-request.js'

/** Reads what storage holds, many scopes in one go: however often it is asked, one read at a time is under way. */
export interface RecordRefresh {
  /** The session and these scopes; none means the session alone. Resolves once the machine knows, and never rejects. */
  read(keys: Iterable<string>): Promise<void>
}

export function createRecordRefresh(
  tools: RequestTools,
  state: () => StoreState,
  dispatch: (event: StoreEvent) => void,
): RecordRefresh {
  let asked: Set<string> | undefined
  let running = Promise.resolve()

  async function readAsked(): Promise<void> {
    const keys = [...(asked ?? [])]
    asked = undefined
    const reading = tools.records.read([SESSION_KEY, ...keys.map(tokenKey)])
    // The first look at it is slow: it is had while the database opens. What counts is the look after it.
    tools.mark()
    const records = await reading
    const view = await begun(tools, records[0], epochOf(state().session))
    dispatch({ type: 'session-known', view, by: 'another-tab' })
    keys.forEach((key, index) => {
      if (tools.storing.has(key)) return
      const record = parseTokenRecord(records[index + 1], tools.moment(), tools.maxLifetimeMs)
      dispatch({ type: 'records-read', key, view, record })
    })
  }

  return {
    read(keys) {
      const isQueued = asked !== undefined
      asked = new Set([...(asked ?? []), ...keys])
      if (!isQueued) running = running.then(readAsked).catch(() => {})
      return running
    },
  }
}

/** The session, written down if nobody has before. */
async function begun(
  { records, mark, moment }: RequestTools,
  stored: unknown,
  epoch: number,
): Promise<SessionView> {
  const view = sessionView(stored, mark())
  if (view.epoch > 0) return view
  const basis = { mark: mark(), epoch, at: moment().at }
  const kept = await records.transact([SESSION_KEY], ([now], isLasting) =>
    decideBegin({ ...basis, stored: now }, isLasting),
  )
  return kept.result
}
