import type { SessionEvent } from '../session/events.js'
import type { Moment } from '../session/moment.js'
import { nextDueAt } from '../session/next-due.js'
import type { Announcement, StoreCommand } from '../session/store-command.js'
import type { RequestOutcome, StoreEvent } from '../session/store-event.js'
import { createHeldLocks } from './held-locks.js'
import { createIdentity, type Identity } from './identity.js'
import { createListeners, type Listeners } from './listeners.js'
import { createMachine, type Machine } from './machine.js'
import { listenOutside, type Outside } from './outside.js'
import { createRecordKeeper } from './record-keeper.js'
import { createRecordRefresh, type RecordRefresh } from './record-refresh.js'
import { type RequestTools, runRequest } from './run-request.js'
import type { StoreSetup } from './store-setup.js'
import { createWakeTimer, type WakeTimer } from './wake-timer.js'

/** The runner: feeds the machine what happens, and does what it says. All decisions are the machine's. */
export class StoreRunner {
  readonly setup: StoreSetup
  readonly machine: Machine
  readonly identity: Identity
  readonly events: Listeners<SessionEvent>
  readonly observers: Listeners<void>
  #life: 'new' | 'running' | 'disposed' = 'new'
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
      settled: this.#wakeCallers,
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

  /** Begins to listen to the outside and reads the session; nothing before the first call did. */
  start(): void {
    if (this.#life !== 'new') return
    this.#life = 'running'
    this.#outside = listenOutside(this.setup.id, this.setup.environment, {
      doorbellRang: this.#lookAgain,
      woke: this.#wake,
      pausing: this.#tools.held.releaseAll,
    })
    this.#refresh.read([])
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
    const database = environment.storage.open(`hallpass-${id}`)
    const records = createRecordKeeper({ database, environment, storage, onDegraded })
    const mark = () => environment.mark.read(`hallpass-${id}`)
    return {
      ...this.setup,
      records,
      held: createHeldLocks(),
      moment: this.moment,
      mark,
      storing: new Set(),
      ended: this.#ended.signal,
    }
  }

  readonly #execute = (command: StoreCommand): void => {
    switch (command.type) {
      case 'read-records':
        this.#refresh.read([command.key])
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
    const settle = (outcome: RequestOutcome) => {
      this.dispatch({ type: 'request-settled', key, number: request.number, outcome })
      this.#tools.storing.delete(key)
      if (this.machine.state().scopes.get(key)?.phase.status === 'reading') this.#refresh.read([key])
    }
    const scope = this.machine.state().scopes.get(key)?.scope
    const failed = { kind: 'refused', refusal: { refusal: 'unavailable' } } as const
    runRequest(command, scope, this.#tools).then(settle, () => settle(failed))
  }

  readonly #ring = (): void => this.#outside?.ring()

  /** Looks what other tabs have done. */
  readonly #lookAgain = (): void => this.#refresh.read(this.machine.state().scopes.keys())

  /** Judges everything by the clock at once, before anything else. */
  readonly #wake = (): void => {
    this.dispatch({ type: 'time-passed' })
    this.#arm()
    this.#lookAgain()
  }

  /** A chunk of the wait may have passed without any change. */
  #arm(): void {
    this.#timer.set(this.isDisposed ? undefined : nextDueAt(this.machine.state()))
  }

  readonly #changed = (): void => {
    this.#arm()
    this.#wakeCallers()
    this.observers.tell()
  }

  readonly #wakeCallers = (): void => {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  #counted(): void {
    if (this.isDisposed) return
    this.start()
    const demand = this.events.count() + this.observers.count() > 0 ? 'watched' : 'none'
    if (this.machine.state().demand !== demand) this.dispatch({ type: 'demand-changed', demand })
  }
}
