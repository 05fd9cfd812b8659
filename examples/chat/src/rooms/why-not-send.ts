import type { TopicConnection } from '@hallpass/core'
import { describeConnection } from './describe-connection.js'

/** Why nothing can be sent to a room, in words; undefined when it can. */
export function whyNotSend(
  can: 'yes' | 'no' | 'unknown',
  role: 'member' | 'guest',
  connection: TopicConnection,
): string | undefined {
  if (can === 'no' && role === 'guest') return 'Guests read along: your pass does not publish.'
  if (can === 'no') return 'Your pass does not publish to this room.'
  if (connection.status !== 'closed') return undefined
  const { word, meaning } = describeConnection(connection)
  return `${word}: ${meaning}.`
}
