import type { TopicFrame, TopicValue } from '../../engine/topic-frame.js'

/** Frames as Momento's long-poll answers them; binary values are base64. */
export function topicJson(frames: readonly TopicFrame[]): { items: readonly unknown[] } {
  return { items: frames.map(frameJson) }
}

function frameJson(frame: TopicFrame): unknown {
  if (frame.kind === 'discontinuity') {
    return {
      discontinuity: {
        last_topic_sequence: Number(frame.lastSequence),
        new_topic_sequence: Number(frame.newSequence),
        new_sequence_page: frame.newPage,
      },
    }
  }
  return {
    item: {
      sequence_page: frame.page,
      topic_sequence_number: Number(frame.sequence),
      value: valueJson(frame.value),
      publisher_id: frame.publisherId, // left out by JSON when there is none
    },
  }
}

function valueJson(value: TopicValue): unknown {
  return value.kind === 'text'
    ? { text: value.text }
    : { binary: Buffer.from(value.bytes).toString('base64') }
}
