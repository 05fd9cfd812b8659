import type { SessionEvent } from '@hallpass/core'
import type { Tone } from '../tone.js'

/** An event for the reader: what happened, and what it means. */
export interface EventWords {
  readonly tone: Tone
  readonly title: string
  readonly meaning: string
}

/** Events of these types. */
export type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>

/** Something to know. */
export function fact(title: string, meaning: string): EventWords {
  return { tone: 'fact', title, meaning }
}

/** Something went well. */
export function good(title: string, meaning: string): EventWords {
  return { tone: 'good', title, meaning }
}

/** Something is worse than it should be, for now. */
export function warning(title: string, meaning: string): EventWords {
  return { tone: 'warning', title, meaning }
}

/** Something was denied or lost. */
export function bad(title: string, meaning: string): EventWords {
  return { tone: 'bad', title, meaning }
}
