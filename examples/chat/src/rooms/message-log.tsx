import { type ReactElement, useLayoutEffect, useRef } from 'react'
import { assertNever } from '../assert-never.js'
import { describeGap } from './describe-gap.js'
import type { LogLine } from './log-lines.js'
import { MessageRow } from './message-row.js'
import type { Outgoing } from './outgoing.js'
import { OutgoingRow } from './outgoing-row.js'

/** A part of the page that scrolls must take the focus, though there is nothing to press (WCAG 2.1.1). */
const scrollableByKeyboard = { tabIndex: 0 }

/** What was said in the room, and what of ours is on its way. Keeps to the newest line while one reads there. */
export function MessageLog(props: {
  readonly lines: readonly LogLine[]
  readonly outgoing: readonly Outgoing[]
  readonly tryAgain: (failed: Outgoing) => void
}): ReactElement {
  const { lines, outgoing, tryAgain } = props
  const log = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  useLayoutEffect(() => {
    if (isAtEnd.current) log.current?.scrollTo({ top: log.current.scrollHeight })
  })
  return (
    <div
      className="log"
      role="log"
      aria-label="Messages"
      {...scrollableByKeyboard}
      ref={log}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
      }}
    >
      {lines.length + outgoing.length === 0 && (
        <p className="empty">
          Nobody has said anything since you came in. What is said now appears here at once.
        </p>
      )}
      {lines.map(line => (
        <Line key={line.id} line={line} />
      ))}
      {outgoing.map(one => (
        <OutgoingRow key={one.id} outgoing={one} tryAgain={tryAgain} />
      ))}
    </div>
  )
}

function Line({ line }: { readonly line: LogLine }) {
  switch (line.kind) {
    case 'message':
      return <MessageRow message={line.message} follows={line.follows} />
    case 'gap':
      return <p className="gap-line">{describeGap(line.gap)}</p>
    case 'unreadable':
      return <p className="gap-line">a message that this app cannot read</p>
    default:
      return assertNever(line)
  }
}
