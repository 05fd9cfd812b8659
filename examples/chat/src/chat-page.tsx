import type { ReactElement } from 'react'
import type { Account } from './account/account-client.js'
import { Me } from './account/me.js'
import type { Journal } from './journal/journal.js'
import { Logo } from './logo.js'
import { PassStrip } from './pass/pass-strip.js'
import { RoomNav } from './rooms/room-nav.js'
import { RoomPage } from './rooms/room-page.js'
import { useRoom } from './rooms/use-room.js'
import { SessionPanel, sessionPanelId } from './session-panel.js'

/** The app for somebody who is signed in. */
export function ChatPage(props: { readonly account: Account; readonly journal: Journal }): ReactElement {
  const { account, journal } = props
  const { room, visited } = useRoom()
  return (
    <div className="app">
      <title>{`${room.title} · Hallpass chat`}</title>
      <header className="side">
        <Logo />
        <RoomNav room={room} visited={visited} />
        <Me account={account} />
      </header>
      {visited.map(one => (
        <RoomPage
          key={one.name}
          room={one}
          account={account}
          isHidden={one !== room}
          strip={<PassStrip panelId={sessionPanelId} />}
        />
      ))}
      <SessionPanel journal={journal} />
    </div>
  )
}
