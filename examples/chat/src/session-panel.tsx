import type { ReactElement } from 'react'
import type { Journal } from './journal/journal.js'
import { WhatHappened } from './journal/what-happened.js'
import { PassCard } from './pass/pass-card.js'

/** The panel's id: the button that opens it on a phone names it. */
export const sessionPanelId = 'session-panel'

/** The passes and what happened: a column of a wide page, and behind a button on a narrow one. */
export function SessionPanel({ journal }: { readonly journal: Journal }): ReactElement {
  return (
    <aside className="panel" id={sessionPanelId} popover="auto" aria-label="Session">
      <button
        type="button"
        className="quiet narrow-only"
        popoverTarget={sessionPanelId}
        popoverTargetAction="hide"
      >
        Back to the room
      </button>
      <section className="passes">
        <h2>Passes</h2>
        <PassCard scope="lobby" />
        <PassCard scope="profile" />
      </section>
      <WhatHappened journal={journal} />
    </aside>
  )
}
