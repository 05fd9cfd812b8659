import type { SessionEvent } from '@hallpass/core'
import { speakDuration } from '../time/format-time.js'
import { describeStreamEvent } from './describe-stream-event.js'
import { describeTokenEvent } from './describe-token-event.js'
import { type EventOf, type EventWords, fact, good, warning } from './event-words.js'

/** Puts an event of the session into words. */
export function describeEvent(event: SessionEvent): EventWords {
  switch (event.type) {
    case 'signed-in':
      return good('Signed in', 'in every tab')
    case 'signed-out':
      return fact('Signed out', `${signOutWords[event.by]}; no pass is left in any tab`)
    case 'subject-changed':
      return fact('Another user', 'everything of the one before is gone')
    case 'storage-degraded':
      return warning('Kept in memory', `storage failed (${event.kind}): a reload asks for a new pass`)
    case 'clock-skewed':
      return fact('Clock corrected', skewWords(event.skewMs))
    case 'stream-opened':
    case 'stream-resumed':
    case 'stream-lost':
    case 'discontinuity':
    case 'item-undecodable':
      return describeStreamEvent(event)
    default:
      return describeTokenEvent(event)
  }
}

const signOutWords: Readonly<Record<EventOf<'signed-out'>['by'], string>> = {
  app: 'here',
  backend: 'by the backend',
  'another-tab': 'in another tab',
}

function skewWords(skewMs: number): string {
  return `this device is ${speakDuration(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead' : 'behind'}; allowed for`
}
