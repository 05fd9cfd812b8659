import type { StreamState } from './stream-state.js'
import type { TopicConnection } from './topic-client.js'

/** What an app is shown of a stream. Turns, polls and renewals do not show. */
export function connectionOf(state: StreamState): TopicConnection {
  const { phase } = state
  switch (phase.status) {
    case 'idle':
      return { status: 'idle' }
    case 'closed':
      return { status: 'closed', code: phase.code }
    case 'backing-off':
      if (state.failures === 0) return following(state)
      return { status: 'reconnecting', retryAt: phase.retryAt, attempts: state.failures }
    case 'queued':
      return phase.wait === 'overdue' ? { status: 'queued' } : following(state)
    default:
      return following(state)
  }
}

function following({ line, cursor }: StreamState): TopicConnection {
  if (line !== 'up') return { status: 'connecting' }
  return { status: 'open', position: cursor === 'latest' ? 'unknown' : 'known' }
}
