import { type ReactElement, useId, useState } from 'react'

/** Where one writes. Disabled, it says why. */
export function Composer(props: {
  readonly title: string
  /** Why nothing can be sent; undefined when it can. */
  readonly blockedBecause: string | undefined
  readonly send: (text: string) => void
}): ReactElement {
  const { title, blockedBecause, send } = props
  const [text, setText] = useState('')
  const noteId = useId()
  const isBlocked = blockedBecause !== undefined
  return (
    <form
      className="composer"
      onSubmit={event => {
        event.preventDefault()
        if (text.trim() !== '') send(text.trim())
        setText('')
      }}
    >
      <input
        type="text"
        aria-label="Message"
        aria-describedby={noteId}
        placeholder={isBlocked ? '' : `Message ${title}`}
        autoComplete="off"
        maxLength={2000}
        value={text}
        disabled={isBlocked}
        onChange={event => setText(event.target.value)}
      />
      <button type="submit" className="primary" disabled={isBlocked}>
        Send
      </button>
      <p className="composer-note" id={noteId}>
        {blockedBecause}
      </p>
    </form>
  )
}
