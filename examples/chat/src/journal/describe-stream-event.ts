import { assertNever } from '../assert-never.js'
import { describeGap } from '../rooms/describe-gap.js'
import { titleOfTopic } from '../rooms/rooms.js'
import { counted } from '../time/format-time.js'
import { type EventOf, type EventWords, good, warning } from './event-words.js'

/** What happens to a room's connection and messages. */
export type StreamEvent = EventOf<
  'stream-opened' | 'stream-resumed' | 'stream-lost' | 'discontinuity' | 'item-undecodable'
>

/** Says what happened in a room. */
export function describeStreamEvent(event: StreamEvent): EventWords {
  const room = titleOfTopic(event.topic ?? '')
  switch (event.type) {
    case 'stream-opened':
      return good('Following', `${room}, from now on`)
    case 'stream-resumed':
      return good('Resumed', `${room}, ${resumedWords(event)}`)
    case 'stream-lost':
      return warning('Connection lost', `${room}: ${lossWords[event.cause]}`)
    case 'discontinuity':
      return warning('Gap', `${room}: ${describeGap(event)}`)
    case 'item-undecodable':
      return warning('Unreadable', `${room}: a message that this app cannot read was left out`)
    default:
      return assertNever(event)
  }
}

const lossWords: Readonly<Record<EventOf<'stream-lost'>['cause'], string>> = {
  unavailable: 'no way to the gateway for now; trying again',
  rejected: 'the pass was refused',
  'not-permitted': 'the pass does not open this room',
  misconfigured: 'the gateway refuses the request as such',
  'endpoint-not-allowed': 'the pass names an endpoint that is not trusted',
  paused: 'the tab was put to sleep',
}

function resumedWords({ replayed, missed }: EventOf<'stream-resumed'>): string {
  const caughtUp = replayed === 0 ? 'nothing to catch up' : `${counted(replayed, 'message')} caught up`
  if (missed === 'unknown') return `${caughtUp}; it is not known how many were missed`
  return missed === 0n ? `${caughtUp}, none missed` : `${caughtUp}, ${missed} missed`
}
