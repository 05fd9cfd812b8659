import type { SessionEvent } from '../session/events.js'
import type { Moment } from '../session/moment.js'
import { nextDueAt } from '../session/next-due.js'
import { serve } from '../session/serve.js'
import type { Announcement, StoreCommand } from '../session/store-command.js'
import type { RequestOutcome } from '../session/store-event.js'
import { createHeldLocks } from './held-locks.js'
import { createIdentity, type Identity } from './identity.js'
import { createListeners, type Listeners } from './listeners.js'
import { createMachine, type Machine } from './machine.js'
import { listenOutside, type Outside } from './outside.js'
import { createRecordKeeper } from './record-keeper.js'
import { createRecordRefresh, type RecordRefresh } from './record-refresh.js'
import { type RequestTools, runRequest } from './run-request.js'
import type { StoreSetup } from './store-setup.js'
import { createWaiters, type Waiters } from './waiters.js'
import { createWakeTimer, type WakeTimer } from './wake-timer.js'

/** The runner: feeds the machine what happens, and does what it says. All decisions are the machine's. */
export class StoreRunner {
  readonly setup: StoreSetup
  readonly machine: Machine
  readonly waiters: Waiters = createWaiters()
  readonly identity: Identity
  readonly events: Listeners<SessionEvent>
  readonly observers: Listeners<void>
  #life: 'new' | 'running' | 'disposed' = 'new'
  #outside: Outside | undefined
  readonly #tools: RequestTools
  readonly #refresh: RecordRefresh
  readonly #timer: WakeTimer
  readonly #tab: string
  readonly #listening = { events: 0, observers: 0 }

  constructor(setup: StoreSetup) {
    const { environment } = setup
    this.setup = setup
    this.#tab = environment.random().toString(36).slice(2, 8)
    this.events = createListeners(count => this.#counted('events', count))
    this.observers = createListeners(count => this.#counted('observers', count))
    this.machine = createMachine({
      moment: this.moment,
      execute: command => this.#execute(command),
      changed: () => this.#changed(),
    })
    this.#tools = this.#createTools()
    this.#refresh = createRecordRefresh(this.#tools, this.machine)
    this.#timer = createWakeTimer(environment, () => this.#wake())
    const { state, dispatch } = this.machine
    this.identity = createIdentity({ ...this.#tools, state, dispatch, ring: () => this.#outside?.ring() })
  }

  readonly moment = (): Moment => {
    const { clock, random } = this.setup.environment
    return { at: clock.now(), monotonicMs: clock.monotonicMs(), chance: random() }
  }

  get isDisposed(): boolean {
    return this.#life === 'disposed'
  }

  /** Begins to listen to the outside and reads the session; nothing before the first call did. */
  start(): void {
    if (this.#life !== 'new') return
    this.#life = 'running'
    this.#outside = listenOutside(this.setup.id, this.setup.environment, {
      doorbellRang: () => this.#refresh.read(this.machine.state().scopes.keys()),
      woke: () => this.#wake(),
      pausing: () => this.#tools.held.releaseAll(),
    })
    this.#refresh.read([])
  }

  emit(event: Announcement): void {
    const { scope, ...rest } = event
    const named = scope === undefined ? rest : { ...rest, scope: this.setup.names.nameOf(scope) }
    const at = this.setup.environment.clock.now()
    this.events.tell({ ...named, at, tab: this.#tab } as SessionEvent)
  }

  dispose(): void {
    if (this.#life === 'disposed') return
    this.#life = 'disposed'
    this.#outside?.stop()
    this.#timer.set(undefined)
    this.#tools.held.releaseAll()
    this.#tools.records.close()
    this.waiters.rejectAll({ code: 'disposed' })
  }

  #createTools(): RequestTools {
    const { environment, id, source, maxLifetimeMs, storage } = this.setup
    const onDegraded = (kind: string) => this.emit({ type: 'storage-degraded', kind })
    const database = environment.storage.open(`hallpass-${id}`)
    const records = createRecordKeeper({ database, environment, storage, onDegraded })
    const mark = () => environment.mark.read(id)
    return { id, environment, source, maxLifetimeMs, records, held: createHeldLocks(), moment: this.moment, mark }
  }

  #execute(command: StoreCommand): void {
    switch (command.type) {
      case 'read-records':
        return this.#refresh.read([command.key])
      case 'issue-token':
        return this.#issue(command)
      case 'end-session':
        return void this.identity.end(command.epoch)
      case 'ring-doorbell':
        return this.#outside?.ring()
      case 'announce':
        return this.emit(command.event)
    }
  }

  /** Whatever goes wrong becomes an outcome: no failure may end the chain of renewals. */
  #issue(command: StoreCommand & { type: 'issue-token' }): void {
    const { key, request } = command
    const settle = (outcome: RequestOutcome) => {
      if (!this.isDisposed) this.machine.dispatch({ type: 'request-settled', key, number: request.number, outcome })
    }
    const scope = this.machine.state().scopes.get(key)?.scope
    const failed = { kind: 'refused', refusal: { refusal: 'unavailable' } } as const
    runRequest(command, scope, this.#tools).then(settle, () => settle(failed))
  }

  /** Judges everything by the clock at once, and looks what other tabs have done meanwhile. */
  #wake(): void {
    this.machine.dispatch({ type: 'time-passed' })
    this.#refresh.read(this.machine.state().scopes.keys())
  }

  #changed(): void {
    const state = this.machine.state()
    this.#timer.set(this.isDisposed ? undefined : nextDueAt(state))
    const moment = this.moment()
    const open = this.waiters.settle(wish => serve(state, wish, moment))
    this.observers.tell()
    for (const { key, minValidityMs } of open) {
      const entry = state.scopes.get(key)
      if (entry?.phase.status !== 'idle') continue
      this.machine.dispatch({ type: 'token-wanted', key, scope: entry.scope, minValidityMs })
    }
  }

  #counted(who: 'events' | 'observers', count: number): void {
    this.#listening[who] = count
    if (this.isDisposed) return
    this.start()
    const demand = this.#listening.events + this.#listening.observers > 0 ? 'watched' : 'none'
    if (this.machine.state().demand !== demand) this.machine.dispatch({ type: 'demand-changed', demand })
  }
}
