import type { TopicConnection } from '@hallpass/core'
import type { ReactElement } from 'react'
import { describeConnection } from './describe-connection.js'

/** How the room is connected: a word in its colour, and what it means if that needs saying. */
export function ConnectionPill({ connection }: { readonly connection: TopicConnection }): ReactElement {
  const { tone, word, meaning } = describeConnection(connection)
  return (
    <>
      <span className={`pill ${tone}`} role="status">
        {word}
      </span>
      <span className="soft">{meaning}</span>
    </>
  )
}
