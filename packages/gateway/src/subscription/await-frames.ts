import type { Caller } from '../authority/gate.js'
import type { TopicAddress } from '../engine/engine.js'
import type { TopicFrames, TopicWait } from '../engine/topic-frame.js'
import type { TopicPosition } from '../engine/topic-position.js'
import { startAlarm } from '../environment/alarm.js'
import type { Gateway } from '../gateway.js'
import type { Metrics } from '../metrics/metrics.js'

/** Who wants to hear what, and from where on. */
export interface TopicDemand {
  readonly caller: Caller
  readonly topic: TopicAddress
  readonly position: TopicPosition
  readonly maxWaitMs: number
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal
}

/** How waiting ended. */
export type TopicOutcome =
  | TopicFrames
  | { readonly state: 'unauthenticated' | 'forbidden' | 'time-up' | 'client-gone' }

/**
 * The frames a subscriber is due: at once when there are any, else as soon as there are. Ends the moment the token
 * does, and asks the gate again before anything is handed over. Every protocol service delivers through here.
 */
export async function awaitFrames(demand: TopicDemand, gateway: Gateway): Promise<TopicOutcome> {
  const ending = startEnding(demand, gateway)
  try {
    for (;;) {
      const read = await gateway.engine.readTopic(demand.topic, demand.position)
      const decision = gateway.gate.decide(demand.caller, { kind: 'subscribe', ...demand.topic })
      if (read.state === 'frames') return decision === 'granted' ? read : { state: decision }
      const ended = await waitForChange(read, ending, gateway.metrics)
      if (ended !== undefined) return { state: ended }
    }
  } finally {
    ending.cancel()
  }
}

type EndOfWait = 'unauthenticated' | 'time-up' | 'client-gone'

interface Ending {
  readonly reached: Promise<EndOfWait>
  cancel(): void
}

/** Undefined when there is something to read. */
async function waitForChange(
  wait: TopicWait,
  ending: Ending,
  metrics: Metrics,
): Promise<EndOfWait | undefined> {
  const close = metrics.subscriptionOpened()
  const changed = wait.changed.then(() => undefined)
  const ended = await Promise.race([changed, ending.reached])
  wait.cancel()
  close()
  return ended
}

function startEnding(demand: TopicDemand, { clock, timers }: Gateway): Ending {
  let end = (_reason: EndOfWait) => {}
  const reached = new Promise<EndOfWait>(resolve => {
    end = resolve
  })
  const stops = [
    onAbort(demand.signal, () => end('client-gone')),
    startAlarm(demand.caller.expiresAt, () => end('unauthenticated'), { clock, timers }),
    timers.start(demand.maxWaitMs, () => end('time-up')),
  ]
  return { reached, cancel: () => stops.forEach(stop => void stop()) }
}

function onAbort(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act()
  signal.addEventListener('abort', act)
  return () => signal.removeEventListener('abort', act)
}
