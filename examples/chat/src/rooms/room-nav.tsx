import type { ReactElement } from 'react'
import { counted } from '../time/format-time.js'
import { type Room, rooms } from './rooms.js'
import type { RoomsVisited } from './use-room.js'
import { type Presence, useUnread } from './use-unread.js'

/** The rooms, as links: each tab can be in another. */
export function RoomNav({ room: shown, visited }: RoomsVisited): ReactElement {
  return (
    <nav className="rooms" aria-label="Rooms">
      <h2>Rooms</h2>
      <ul>
        {rooms.map(room => (
          <li key={room.name}>
            <RoomLink room={room} presence={presenceOf(room, shown, visited)} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function RoomLink({ room, presence }: { readonly room: Room; readonly presence: Presence }) {
  const unread = useUnread(room, presence)
  return (
    <a href={`#${room.name}`} aria-current={presence === 'shown' ? 'page' : undefined}>
      {room.title}
      {unread > 0 && (
        <>
          <span className="count" aria-hidden="true">
            {unread}
          </span>
          <span className="unseen">, {counted(unread, 'new message')}</span>
        </>
      )}
    </a>
  )
}

function presenceOf(room: Room, shown: Room, visited: readonly Room[]): Presence {
  if (room === shown) return 'shown'
  return visited.includes(room) ? 'behind' : 'unvisited'
}
