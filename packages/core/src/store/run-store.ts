import type { SessionEvent } from '../session/events.js'
import type { Moment } from '../session/moment.js'
import { nextDueAt } from '../session/next-due.js'
import type { Announcement, StoreCommand } from '../session/store-command.js'
import type { StoreEvent } from '../session/store-event.js'
import { requestOf, type StoreState } from '../session/store-state.js'
import { UNAVAILABLE } from './ask-source.js'
import { createHeldLocks } from './held-locks.js'
import { createIdentity, type Identity } from './identity.js'
import { createListeners, type Listeners } from './listeners.js'
import { createMachine, type Machine } from './machine.js'
import { listenOutside, type Outside } from './outside.js'
import { createRecordKeeper } from './record-keeper.js'
import { createRecordRefresh, type RecordRefresh } from './record-refresh.js'
import { failure, type RequestTools, runRequest, type Settlement } from './run-request.js'
import type { StoreSetup } from './store-setup.js'
import { createWakeTimer, type WakeTimer } from './wake-timer.js'

/** The runner: feeds the machine what happens, and does what it says. All decisions are the machine's. */
export class StoreRunner {
  readonly setup: StoreSetup
  readonly machine: Machine
  readonly identity: Identity
  readonly events: Listeners<SessionEvent>
  readonly observers: Listeners<void>
  /** Those whose streams want a token, whether or not anybody looks. */
  readonly streams: Listeners<void>
  #life: 'new' | 'running' | 'disposed' = 'new'
  /** How often this tab was about to stand still, and up to which of these times it has looked what it missed. */
  #pauses = 0
  #caughtUpWith = 0
  #outside: Outside | undefined
  #waiting: (() => void)[] = []
  readonly #ended = new AbortController()
  readonly #tools: RequestTools
  readonly #refresh: RecordRefresh
  readonly #timer: WakeTimer
  readonly #tab: string

  constructor(setup: StoreSetup) {
    const { environment } = setup
    this.setup = setup
    this.#tab = environment.random().toString(36).slice(2, 8)
    this.events = createListeners(() => this.#counted())
    this.observers = createListeners(() => this.#counted())
    this.streams = createListeners(() => this.#counted())
    this.machine = createMachine(this.moment, this.#execute, this.#changed)
    this.#tools = this.#createTools()
    this.#refresh = createRecordRefresh(this.#tools, this.machine.state, this.dispatch)
    this.#timer = createWakeTimer(environment, this.#wake)
    const { dispatch } = this
    const { state } = this.machine
    this.identity = createIdentity({
      ...this.#tools,
      state,
      dispatch,
      ring: this.#ring,
      settled: () => {
        this.#wakeCallers()
        if (!this.isDisposed) this.#tell()
      },
    })
  }

  readonly moment = (): Moment => {
    const { clock, random } = this.setup.environment
    return { at: clock.now(), monotonicMs: clock.monotonicMs(), chance: random() }
  }

  /** Tells the machine, as long as there is anybody to hear what it makes of it. */
  readonly dispatch = (event: StoreEvent): void => {
    if (!this.isDisposed) this.machine.dispatch(event)
  }

  get isDisposed(): boolean {
    return this.#life === 'disposed'
  }

  /** Whether callers wait: the page is prepared for a visit that may never come, or does not know what it has missed. */
  get isHeldBack(): boolean {
    return this.#isBehind || this.#isPrerendering
  }

  get #isBehind(): boolean {
    return this.#pauses > this.#caughtUpWith
  }

  get #isPrerendering(): boolean {
    return this.setup.environment.lifecycle.visibility() === 'prerendering'
  }

  /** Nobody is served by what was known before a standstill: the session may have ended in another tab since. */
  catchUp(): void {
    if (this.#isBehind) void this.#lookAgain()
  }

  /** Begins to listen to the outside and reads the session; nothing before the first call did. */
  start(): void {
    if (this.#life !== 'new') return
    this.#life = 'running'
    this.#outside = listenOutside(this.setup.id, this.setup.environment, {
      doorbellRang: () => void this.#lookAgain(),
      woke: this.#wake,
      hidden: this.#weighDemand,
      networkCameBack: () => {
        this.dispatch({ type: 'network-came-back' })
        this.#wake()
      },
      pausing: () => {
        this.#pauses++
        this.#tools.held.releaseAll()
      },
    })
    if (this.setup.persistStorage && !this.#isPrerendering) void this.setup.environment.storage.persist?.()
    void this.#refresh.read([])
  }

  /** Resolves when the state has become another, the store was disposed, or the caller gave up. */
  nextChange(signal: AbortSignal | undefined): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      signal?.addEventListener('abort', wake)
      this.#waiting.push(wake)
    })
  }

  emit(event: Announcement): void {
    const { scope } = event
    const named = scope === undefined ? event : { ...event, scope: this.setup.names.nameOf(scope) }
    this.events.tell({ ...named, at: this.setup.environment.clock.now(), tab: this.#tab })
  }

  dispose(): void {
    if (this.isDisposed) return
    this.#life = 'disposed'
    this.#ended.abort()
    this.#outside?.stop()
    this.#timer.set(undefined)
    this.#tools.held.releaseAll()
    this.#tools.records.close()
    this.#wakeCallers()
  }

  #createTools(): RequestTools {
    const { environment, id, storage } = this.setup
    const onDegraded = (kind: string) => this.emit({ type: 'storage-degraded', kind })
    const name = `hallpass-${id}`
    const database = environment.storage.open(name)
    const records = createRecordKeeper({ database, environment, storage, onDegraded })
    return {
      ...this.setup,
      records,
      held: createHeldLocks(),
      moment: this.moment,
      mark: () => environment.mark.read(name),
      writeMark: epoch => environment.mark.write(name, epoch),
      isAwaited: ({ key, request }) => {
        const entry = this.machine.state().scopes.get(key)
        return entry !== undefined && requestOf(entry.phase)?.number === request.number
      },
      storing: new Set(),
      ended: this.#ended.signal,
    }
  }

  readonly #execute = (command: StoreCommand): void => {
    switch (command.type) {
      case 'read-records':
        void this.#refresh.read([command.key])
        break
      case 'issue-token':
        this.#issue(command)
        break
      case 'end-session':
        void this.identity.end(command.epoch)
        break
      case 'ring-doorbell':
        this.#ring()
        break
      case 'announce':
        this.emit(command.event)
    }
  }

  /** Whatever goes wrong becomes an outcome: no failure may end the chain of renewals. */
  #issue(command: StoreCommand & { type: 'issue-token' }): void {
    const { key, request } = command
    const settle = ({ outcome, skewMs }: Settlement) => {
      this.dispatch({ type: 'request-settled', key, number: request.number, outcome, skewMs })
      this.#tools.storing.delete(key)
      if (this.machine.state().scopes.get(key)?.phase.status === 'reading') void this.#refresh.read([key])
    }
    const scope = this.machine.state().scopes.get(key)?.scope
    const failed = () => settle({ outcome: failure(UNAVAILABLE, request.attempts + 1, this.moment()) })
    runRequest(command, scope, this.#tools).then(settle, failed)
  }

  readonly #ring = (): void => this.#outside?.ring()

  /** Looks what other tabs have done. */
  readonly #lookAgain = async (): Promise<void> => {
    const pauses = this.#pauses
    await this.#refresh.read(this.machine.state().scopes.keys())
    if (this.isDisposed || pauses <= this.#caughtUpWith) return
    this.#caughtUpWith = pauses
    this.#wakeCallers()
    // What was found meanwhile could not be looked at yet.
    this.#tell()
  }

  /** Judges everything by the clock at once, before anything else. */
  readonly #wake = (): void => {
    this.dispatch({ type: 'time-passed' })
    this.#weighDemand()
    this.#arm()
    this.#wakeCallers()
    void this.#lookAgain()
  }

  /** A chunk of the wait may have passed without any change. */
  #arm(): void {
    this.#timer.set(this.isDisposed ? undefined : nextDueAt(this.machine.state()))
  }

  readonly #changed = (before: StoreState): void => {
    this.#arm()
    this.#wakeCallers()
    const { session, scopes, skewMs } = this.machine.state()
    if (session === before.session && scopes === before.scopes && skewMs === before.skewMs) return
    this.#tell()
  }

  #tell(): void {
    this.observers.tell()
    this.streams.tell()
  }

  readonly #wakeCallers = (): void => {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  #counted(): void {
    if (this.isDisposed) return
    this.start()
    this.#weighDemand()
  }

  /** A tab that nobody sees renews only what its streams live on; one that is only prepared, nothing. */
  readonly #weighDemand = (): void => {
    const isSeen = this.setup.environment.lifecycle.visibility() === 'visible'
    const watchers = isSeen ? this.events.count() + this.observers.count() : 0
    const demand = this.#isPrerendering ? 0 : watchers + this.streams.count()
    const next = demand > 0 ? 'watched' : 'none'
    if (this.machine.state().demand !== next) this.dispatch({ type: 'demand-changed', demand: next })
  }
}
