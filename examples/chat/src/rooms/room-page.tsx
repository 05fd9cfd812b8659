import { useCan, useTopic } from '@hallpass/react'
import type { ReactElement, ReactNode } from 'react'
import type { Account } from '../account/account-client.js'
import { Composer } from './composer.js'
import { ConnectionPill } from './connection-pill.js'
import { logLines } from './log-lines.js'
import { MessageLog } from './message-log.js'
import { stillOutgoing } from './outgoing.js'
import { roomTopic } from './room-topic.js'
import type { Room } from './rooms.js'
import { useGaps } from './use-gaps.js'
import { useOutbox } from './use-outbox.js'
import { whyNotSend } from './why-not-send.js'

/** One room: what was said, how it is connected, and where one writes. */
export function RoomPage(props: {
  readonly room: Room
  readonly account: Account
  /** Open, and behind another room. */
  readonly isHidden: boolean
  /** Stands between the room's head and its messages, where there is room for no more. */
  readonly strip: ReactNode
}): ReactElement {
  const { room, account, isHidden, strip } = props
  const [gaps, onGap] = useGaps()
  const { data: items = [], connection } = useTopic(roomTopic, room.name, { onGap })
  const { outgoing, send, tryAgain } = useOutbox(room.name)
  const can = useCan({ kind: 'publish', cache: roomTopic.cache, topic: roomTopic.nameOf(room.name) })
  return (
    <main className="room" hidden={isHidden}>
      <header className="room-head">
        <h1>{room.title}</h1>
        <ConnectionPill connection={connection} />
      </header>
      {strip}
      <MessageLog
        lines={logLines(items, gaps)}
        outgoing={stillOutgoing(outgoing, items)}
        tryAgain={tryAgain}
      />
      <Composer
        title={room.title}
        blockedBecause={whyNotSend(can, account.role, connection)}
        send={text => send({ from: account.name, text, sentAt: Date.now() })}
      />
    </main>
  )
}
