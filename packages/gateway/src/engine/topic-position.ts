/**
 * A place in a topic. A page belongs to one life of the topic; sequence numbers count up from 1 within it.
 * For a reader `sequence` is the **next** number it expects; page 0 with sequence 0 is "I have no position yet".
 */
export interface TopicPosition {
  readonly page: number
  readonly sequence: bigint
}

/** True for the position of a reader that has none. */
export function isUnknownPosition(position: TopicPosition): boolean {
  return position.page === 0 && position.sequence === 0n
}
