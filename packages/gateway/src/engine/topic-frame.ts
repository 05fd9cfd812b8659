/** What a publisher sent. */
export interface TopicMessage {
  readonly value: TopicValue
  /** Token id of the publisher; undefined when its token has none. */
  readonly publisherId: string | undefined
}

/** Text or bytes; what a publisher sent as one is never delivered as the other. */
export type TopicValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }

/** One thing a subscriber is told. */
export type TopicFrame = TopicItemFrame | TopicDiscontinuityFrame

/** A message and the position it has. */
export interface TopicItemFrame extends TopicMessage {
  readonly kind: 'item'
  readonly page: number
  readonly sequence: bigint
}

/** The sequence does not go on after `lastSequence`: it goes on after `newSequence`, on `newPage`. */
export interface TopicDiscontinuityFrame {
  readonly kind: 'discontinuity'
  readonly lastSequence: bigint
  readonly newSequence: bigint
  readonly newPage: number
}

/** Frames to hand over, in order, and how many numbers of the current page they report as no longer there. */
export interface TopicFrames {
  readonly state: 'frames'
  readonly frames: readonly TopicFrame[]
  readonly positionsLost: number
}

/** There is nothing to tell yet. `changed` resolves when reading again is worth while; `cancel` gives that up. */
export interface TopicWait {
  readonly state: 'waiting'
  readonly changed: Promise<void>
  cancel(): void
}

/** What reading at a position came to. */
export type TopicRead = TopicFrames | TopicWait

/** Size of a message in bytes, as it counts against limits: raw, before any encoding for the wire. */
export function byteLengthOf(value: TopicValue): number {
  return value.kind === 'text' ? Buffer.byteLength(value.text) : value.bytes.byteLength
}
