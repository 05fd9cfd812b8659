import type { ServerResponse } from 'node:http'
import type { TopicFrames } from '../../engine/topic-frame.js'

/** An HTTP answer before it is sent. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Topic frames in the body, so that they are counted once they are sent. */
  readonly delivery?: TopicFrames
}

/** What happened to a call: it has an answer, or nobody is there to take one. */
export type CallEnd = Answer | 'client-gone'

/** Done, and there is nothing to say. */
export const noContent: Answer = { status: 204 }

/** A 200 with a JSON body. */
export function jsonAnswer(value: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

/** Sends an answer. Answers are for one caller at one moment, so nobody may store or guess at them. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...answer.headers,
  })
  response.end(answer.body)
}
