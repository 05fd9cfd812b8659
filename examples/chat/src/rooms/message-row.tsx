import type { ReactElement } from 'react'
import { Avatar } from '../profile/avatar.js'
import { useProfile } from '../profile/use-profile.js'
import { formatClock } from '../time/format-time.js'
import type { Message } from './room-topic.js'

/** One message. One that follows another by the same person does not repeat who that is to the eye. */
export function MessageRow(props: { readonly message: Message; readonly follows: boolean }): ReactElement {
  const { message, follows } = props
  const profile = useProfile(message.from)
  return (
    <article className={follows ? 'message follows' : 'message'}>
      {follows ? <span /> : <Avatar name={message.from} hue={profile.hue} />}
      <div>
        <div className={follows ? 'message-head unseen' : 'message-head'}>
          <b>{message.from}</b>
          <SentAt at={message.sentAt} />
          <span className="status-line">{profile.statusLine}</span>
        </div>
        <p>{message.text}</p>
      </div>
    </article>
  )
}

function SentAt({ at }: { readonly at: number }) {
  const isDate = Number.isFinite(new Date(at).getTime())
  return isDate && <time dateTime={new Date(at).toISOString()}>{formatClock(at)}</time>
}
