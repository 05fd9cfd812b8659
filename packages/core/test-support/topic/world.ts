import { text } from '../../src/codec/text.js'
import type { Announcement } from '../../src/session/store-command.js'
import { createTopics, type Topics } from '../../src/topic/create-topics.js'
import type { TopicClient } from '../../src/topic/topic-client.js'
import type { TopicContext } from '../../src/topic/topic-context.js'
import { FakeService } from './fake-service.js'
import { FakeProfile, FakeTab } from './fake-tab.js'
import { FakeTime } from './fake-time.js'
import { FakeTokens } from './fake-tokens.js'

/** One tab that follows topics of a fake service. */
export class World {
  readonly time: FakeTime = new FakeTime()
  readonly profile: FakeProfile = new FakeProfile()
  readonly tab: FakeTab = new FakeTab(this.time, this.profile, 1)
  readonly service: FakeService = new FakeService(this.time)
  readonly tokens: FakeTokens = new FakeTokens()
  readonly announced: Announcement[] = []
  readonly context: TopicContext = {
    id: 'test',
    environment: this.tab.environment,
    operations: this.tokens,
    transport: this.service.transport,
    emit: event => this.announced.push(event),
  }
  readonly topics: Topics = createTopics(this.context)

  client(topic = 'room'): TopicClient<string> {
    return this.topics.client({ cache: 'chat', topic }, text)
  }

  announcedTypes(): readonly string[] {
    return this.announced.map(({ type }) => type)
  }
}

/** The values a client has received; `undecodable` for those that did not fit. */
export function valuesOf(client: TopicClient<string>): readonly string[] {
  return client.snapshot().items.map(item => (item.kind === 'item' ? item.value : item.kind))
}

/** A world in which one client follows `room`, which is open. */
export async function opened(
  given?: World,
): Promise<{ world: World; client: TopicClient<string>; leave: () => void }> {
  const world = given ?? new World()
  const client = world.client()
  const leave = client.subscribe()
  await world.time.advance(300)
  return { world, client, leave }
}
