import { useTopic } from '@hallpass/react'
import { skipToken } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { roomTopic } from './room-topic.js'
import type { Room } from './rooms.js'

/** How a room stands to the one who reads: never opened, shown now, or open behind another. */
export type Presence = 'unvisited' | 'shown' | 'behind'

/** How many messages came to a room since it was last shown. */
export function useUnread(room: Room, presence: Presence): number {
  const { data: items = [] } = useTopic(roomTopic, presence === 'unvisited' ? skipToken : room.name)
  const lastSeenId = useRef<string>(undefined)
  useEffect(() => {
    if (presence === 'shown') lastSeenId.current = items.at(-1)?.id
  })
  if (presence !== 'behind') return 0
  return items.length - 1 - items.findIndex(item => item.id === lastSeenId.current)
}
