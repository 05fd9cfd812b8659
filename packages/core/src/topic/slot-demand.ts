import type { Environment } from '../environment/environment.js'

/** How often a tab repeats that it waits, and how long such word counts. */
const RING_MS = 1_000
const HEARD_MS = 2_500
/** Of more tabs than this nobody keeps count; it bounds what forged messages can fill. */
const MOST_TABS = 100

/** How many topics wait for a slot of one pool: those of this tab, and what other tabs say of theirs. */
export interface SlotDemand {
  waiting(): number
  /** One more, or one less, of this tab waits. */
  change(by: 1 | -1): void
  close(): void
}

/** What one tab tells the others, on a channel that anybody on the page's origin can write to. */
interface SlotWanted {
  readonly type: 'slot-wanted'
  readonly tab: string
  readonly waiting: number
}

/** `onRise` is called when more wait than was known, and again and again while somebody waits. */
export function createSlotDemand(name: string, environment: Environment, onRise: () => void): SlotDemand {
  const { clock, timers, random } = environment
  const tab = random().toString(36)
  const others = new Map<string, { readonly waiting: number; readonly untilMs: number }>()
  const channel = environment.channel.open(name, message => {
    if (!isSlotWanted(message)) return
    if (others.size >= MOST_TABS) others.clear()
    others.set(message.tab, { waiting: message.waiting, untilMs: clock.monotonicMs() + HEARD_MS })
    onRise()
  })
  let own = 0
  let told = 0
  let stopRinging = (): void => {}
  const ring = (): void => {
    stopRinging()
    told = own
    if (own === 0) return
    channel.post({ type: 'slot-wanted', tab, waiting: own } satisfies SlotWanted)
    onRise()
    stopRinging = timers.start(RING_MS, ring)
  }
  return {
    waiting: () => {
      const now = clock.monotonicMs()
      return [...others.values()].reduce(
        (sum, { waiting, untilMs }) => sum + (untilMs > now ? waiting : 0),
        own,
      )
    },
    change: by => {
      own += by
      if (own > told) ring()
    },
    close: () => {
      stopRinging()
      channel.close()
    },
  }
}

function isSlotWanted(message: unknown): message is SlotWanted {
  if (typeof message !== 'object' || message === null) return false
  const { type, tab, waiting }: { type?: unknown; tab?: unknown; waiting?: unknown } = message
  return type === 'slot-wanted' && typeof tab === 'string' && typeof waiting === 'number' && waiting > 0
}
