import { type ReactElement, useId, useSyncExternalStore } from 'react'
import { formatClock } from '../time/format-time.js'
import { describeEvent } from './describe-event.js'
import type { Journal, JournalEntry } from './journal.js'

/** Each event of the session as it happened, newest first. */
export function WhatHappened({ journal }: { readonly journal: Journal }): ReactElement {
  const entries = useSyncExternalStore(journal.observe, journal.entries)
  const headingId = useId()
  return (
    <section className="happened">
      <h2 id={headingId}>What happened</h2>
      {entries.length === 0 && <p className="soft">Nothing yet. Each event of this session appears here.</p>}
      <ol aria-labelledby={headingId}>
        {entries.map(entry => (
          <EntryLine key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  )
}

function EntryLine({ entry: { event } }: { readonly entry: JournalEntry }) {
  const { tone, title, meaning } = describeEvent(event)
  return (
    <li>
      <time dateTime={new Date(event.at).toISOString()}>{formatClock(event.at)}</time>
      <div>
        <strong className={tone}>{title}</strong>
        <small>{meaning}</small>
      </div>
    </li>
  )
}
