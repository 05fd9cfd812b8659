import type { DefinedTopic, Session } from '@hallpass/core'

/** An event as a test reads it: whole numbers of any size are text. */
export interface RecordedEvent {
  readonly type: string
  readonly at: number
  readonly tab: string
  readonly scope?: string
  readonly generation?: number
  readonly [fact: string]: unknown
}

/** A message as a tab received it. */
export interface HeardItem {
  readonly text: string
  /** `page:sequence` */
  readonly id: string
  readonly atMs: number
}

interface Recorded {
  readonly session: Promise<Session>
  readonly events: RecordedEvent[]
  readonly heard: Record<string, HeardItem[]>
  listen(room: string): Promise<void>
}

declare global {
  interface Window {
    recorded: Recorded
  }
}

/**
 * Runs in the page before its own scripts: takes the very session the app uses out of its module and writes down what
 * it reports, through the public API only. Stands alone: it is sent to the browser as text.
 */
export function recordInPage(): void {
  if (!location.protocol.startsWith('http')) return
  const load = (path: string) => new Function('path', 'return import(path)')(path)
  const session: Promise<Session> = load('/session.js').then((module: { session: Session }) => module.session)
  type Rooms = { roomTopic: DefinedTopic<[name: string], { text: string }> }
  const events: RecordedEvent[] = []
  const heard: Record<string, HeardItem[]> = {}
  const plain = (value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value)
  const listen = async (room: string): Promise<void> => {
    heard[room] ??= []
    const { roomTopic }: Rooms = await load('/room-topic.js')
    const topic = (await session).topic(roomTopic, room)
    topic.subscribe(event => {
      if (event.type !== 'item' || event.item.kind !== 'item') return
      heard[room]?.push({ id: event.item.id, text: event.item.value.text, atMs: Date.now() })
    })
    await new Promise<void>(resolve => {
      const look = () => topic.snapshot().connection.status === 'open' && resolve()
      topic.observe(look)
      look()
    })
  }
  session.then(one =>
    one.subscribe(event => {
      events.push(
        Object.fromEntries(Object.entries(event).map(([name, value]) => [name, plain(value)])) as never,
      )
    }),
  )
  window.recorded = { session, events, heard, listen }
}
