/** Where an effect happens: a tab, the device under all tabs, or the world outside. */
export interface Place {
  readonly name: string
  readonly kind: 'tab' | 'device' | 'outside'
  /** What is frozen keeps its effects waiting; what is gone loses them. */
  standing: 'running' | 'frozen' | 'gone'
}

/** Something that will happen at a moment of the scheduler's choice. */
export interface Effect {
  readonly place: Place
  readonly what: string
  /** Effects of one lane happen in the order they were scheduled in. */
  readonly lane?: string
  /** Not before this has passed on the clock of its place. @default 0 */
  readonly afterMs?: number
  /** How much later than that it may happen. */
  readonly withinMs: number
  /** @returns what came of it, for the history */
  run(): string | undefined
}
