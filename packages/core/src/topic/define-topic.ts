import type { Codec } from '../codec/codec.js'
import { text } from '../codec/text.js'

/** A family of topics: where they are, how they are named, and what they carry. */
export interface DefinedTopic<Args extends readonly NamePart[], T> {
  readonly kind: 'topic'
  readonly cache: string
  readonly codec: Codec<T>
  /** The topic's name for these arguments. */
  readonly nameOf: (...args: Args) => string
}

/** Arguments of name functions: strings and numbers only, so that an object in last place is always options. */
export type NamePart = string | number

/** What {@link defineTopic} takes beside a codec. */
export interface TopicOptions<Args extends readonly NamePart[]> {
  readonly cache: string
  /** The topic's name for these arguments. */
  readonly topic: (...args: Args) => string
}

/**
 * Describes a family of topics, once, beside the code that uses them. Without a codec messages are text.
 *
 * @example
 * const room = defineTopic({ cache: 'chat', topic: (name: string) => `room-${name}`, codec: json(Message) })
 * session.topic(room, 'general').subscribe(show)
 */
export function defineTopic<Args extends readonly NamePart[]>(
  options: TopicOptions<Args>,
): DefinedTopic<Args, string>
export function defineTopic<Args extends readonly NamePart[], T>(
  options: TopicOptions<Args> & { readonly codec: Codec<T> },
): DefinedTopic<Args, T>
export function defineTopic<Args extends readonly NamePart[]>({
  cache,
  topic,
  codec = text,
}: TopicOptions<Args> & { readonly codec?: Codec<unknown> }): unknown {
  return { kind: 'topic', cache, codec, nameOf: topic }
}
