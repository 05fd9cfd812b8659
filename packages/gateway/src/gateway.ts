import type { Gate } from './authority/gate.js'
import type { Engine } from './engine/engine.js'
import type { Log } from './environment/log.js'
import type { Clock, Timers } from './environment/time.js'
import type { Metrics } from './metrics/metrics.js'

/** What every protocol service works with: one gateway, however many protocols speak to it. */
export interface Gateway {
  readonly engine: Engine
  readonly gate: Gate
  readonly metrics: Metrics
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
}
