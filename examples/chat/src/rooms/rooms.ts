/** A room: its name in topics and links, and its title for the eye. */
export interface Room {
  readonly name: string
  readonly title: string
}

const general: Room = { name: 'general', title: 'general' }

/** The rooms there are, in the order they are listed. */
export const rooms: readonly Room[] = [
  general,
  { name: 'design', title: 'design' },
  { name: 'release-notes', title: 'release notes' },
]

/** The room a link's `#name` means; the first one when it means none. */
export function roomFromHash(hash: string): Room {
  return rooms.find(room => `#${room.name}` === hash) ?? general
}

/** The title of the room that a topic carries. */
export function titleOfTopic(topic: string): string {
  return rooms.find(room => `room-${room.name}` === topic)?.title ?? topic
}
