import type { TopicConnection } from '@hallpass/core'
import { assertNever } from '../assert-never.js'
import type { Tone } from '../tone.js'

/** A room's connection in a word, and what it means for the reader if that needs saying. */
export interface ConnectionWords {
  readonly tone: Tone
  readonly word: string
  readonly meaning: string
}

/** Says how a room is connected. */
export function describeConnection(connection: TopicConnection): ConnectionWords {
  switch (connection.status) {
    case 'idle':
    case 'connecting':
      return { tone: 'fact', word: 'Connecting', meaning: '' }
    case 'open':
      return { tone: 'good', word: 'Live', meaning: '' }
    case 'queued':
      return {
        tone: 'warning',
        word: 'Queued',
        meaning: 'waiting for a free connection',
      }
    case 'reconnecting':
      return {
        tone: 'warning',
        word: 'Reconnecting',
        meaning: 'what is said meanwhile is fetched then',
      }
    case 'closed':
      return { tone: 'bad', ...closedWords[connection.code] }
    default:
      return assertNever(connection)
  }
}

type ClosedCode = Extract<TopicConnection, { status: 'closed' }>['code']

const closedWords: Readonly<Record<ClosedCode, { word: string; meaning: string }>> = {
  'signed-out': { word: 'Signed out', meaning: 'sign in to go on' },
  denied: { word: 'No access', meaning: 'the backend issues no pass for this room' },
  'not-permitted': { word: 'No access', meaning: 'your pass does not open this room' },
  misconfigured: {
    word: 'Stopped',
    meaning: 'the backend or the gateway refuses these requests; see its log',
  },
  'endpoint-not-allowed': { word: 'Stopped', meaning: 'the pass names an endpoint this app does not trust' },
  'capability-missing': { word: 'Stopped', meaning: 'the transport cannot follow topics' },
  rejected: {
    word: 'Stopped',
    meaning: 'the gateway refused two passes in a row; compare its keys with the backend’s',
  },
  disposed: { word: 'Stopped', meaning: 'this session was ended' },
}
