import { assertNever } from '../../assert-never.js'
import type { TopicAddress } from '../../engine/engine.js'
import type { Gateway } from '../../gateway.js'
import { awaitFrames, type TopicDemand } from '../../subscription/await-frames.js'
import { type CallEnd, jsonAnswer, noContent } from './answer.js'
import { parseMessageValue } from './message-value.js'
import { accept, answerFromRefusal, forbidden, unauthenticated } from './refusal.js'
import type { PermittedCall, Route } from './route.js'
import { topicJson } from './topic-json.js'
import { parsePosition } from './topic-parameters.js'

/** The largest message, in bytes: what Momento's own tests expect to pass. */
export const maxMessageBytes: number = 100 * 1024

/** How long a poll may wait before it is answered with no items. */
export const maxPollMs = 60_000

const path = ['topics', '{cache}', '{topic}'] as const

const publish: Route = {
  name: 'publish',
  method: 'POST',
  path,
  prepare: names => {
    const topic = topicFrom(names)
    return accept({
      operation: { kind: 'publish', ...topic },
      maxBodyBytes: maxMessageBytes,
      run: (call, gateway) => publishBody(topic, call, gateway),
    })
  },
}

const readTopic: Route = {
  name: 'read-topic',
  method: 'GET',
  path,
  prepare: (names, query) => {
    const topic = topicFrom(names)
    const position = parsePosition(query)
    if (!position.ok) return position
    return accept({
      operation: { kind: 'subscribe', ...topic },
      run: ({ caller, signal }, gateway) =>
        poll({ topic, position: position.value, caller, signal, maxWaitMs: maxPollMs }, gateway),
    })
  },
}

/** Topics: publish a message, read on from a position. */
export const topicRoutes: readonly Route[] = [publish, readTopic]

function topicFrom([cache = '', topic = '']: readonly string[]): TopicAddress {
  return { cache, topic }
}

async function publishBody(
  topic: TopicAddress,
  { caller, body, contentType }: PermittedCall,
  { engine, metrics }: Gateway,
): Promise<CallEnd> {
  const value = parseMessageValue(body, contentType)
  if (!value.ok) return answerFromRefusal(value.refusal)
  await engine.publish(topic, { value: value.value, publisherId: caller.tokenId })
  metrics.published()
  return noContent
}

async function poll(demand: TopicDemand, gateway: Gateway): Promise<CallEnd> {
  const outcome = await awaitFrames(demand, gateway)
  switch (outcome.state) {
    case 'frames':
      return { ...jsonAnswer(topicJson(outcome.frames)), delivery: outcome }
    case 'time-up':
      return jsonAnswer(topicJson([]))
    case 'client-gone':
      return 'client-gone'
    case 'unauthenticated':
      return answerFromRefusal(unauthenticated)
    case 'forbidden':
      return answerFromRefusal(forbidden)
    default:
      return assertNever(outcome)
  }
}
