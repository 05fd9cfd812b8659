import type { ReactElement } from 'react'
import { Avatar } from '../profile/avatar.js'
import { useProfile } from '../profile/use-profile.js'
import type { Outgoing } from './outgoing.js'

/** A message of ours that the room does not show yet: under way, or failed and waiting for another try. */
export function OutgoingRow(props: {
  readonly outgoing: Outgoing
  readonly tryAgain: (failed: Outgoing) => void
}): ReactElement {
  const { outgoing, tryAgain } = props
  const { message, state } = outgoing
  const { hue } = useProfile(message.from)
  return (
    <article className="message underway">
      <Avatar name={message.from} hue={hue} />
      <div>
        <div className="message-head">
          <b>{message.from}</b>
          <span className={state.status === 'failed' ? 'state bad' : 'state'}>
            {stateWords[state.status]}
          </span>
        </div>
        <p>{message.text}</p>
        {state.status === 'failed' && (
          <div className="failure">
            <span>{state.why}</span>
            <button type="button" className="link" onClick={() => tryAgain(outgoing)}>
              Try again
            </button>
          </div>
        )}
      </div>
    </article>
  )
}

const stateWords: Readonly<Record<Outgoing['state']['status'], string>> = {
  sending: 'sending',
  sent: 'sent',
  failed: 'not sent',
}
