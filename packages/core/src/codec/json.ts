import type { Codec, Decoded } from './codec.js'
import { text } from './text.js'

/**
 * The part of Standard Schema version 1 that is used here (https://standardschema.dev): zod, valibot, arktype and
 * others have it.
 */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1
    validate(value: unknown): StandardResult<T> | Promise<StandardResult<T>>
  }
}

/** What a schema says of a value. */
export type StandardResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly unknown[] }

/**
 * JSON text. With a schema, what is received must fit it and has its type; what is sent is not checked. The schema
 * must answer at once: what it can only tell later does not fit.
 *
 * @example
 * const room = defineTopic({ cache: 'chat', topic: (name: string) => `room-${name}`, codec: json(Message) })
 */
export function json<T = unknown>(schema?: StandardSchema<T>): Codec<T>
export function json(schema?: StandardSchema<unknown>): Codec<unknown> {
  return {
    name: 'json',
    encode: value => JSON.stringify(value) ?? refuseValue(),
    decode: payload => {
      const decoded = text.decode(payload)
      return decoded.ok ? parse(decoded.value, schema) : decoded
    },
  }
}

function parse(source: string, schema: StandardSchema<unknown> | undefined): Decoded<unknown> {
  try {
    const value: unknown = JSON.parse(source)
    if (schema === undefined) return { ok: true, value }
    const result = schema['~standard'].validate(value)
    if (result instanceof Promise) result.catch(() => undefined)
    // `undefined` would read as a miss.
    else if (result.issues === undefined && result.value !== undefined)
      return { ok: true, value: result.value }
  } catch {
    // Not JSON, or a schema that throws: it does not fit either way.
  }
  return { ok: false }
}

function refuseValue(): never {
  throw new TypeError('json: undefined, functions and symbols have no JSON')
}
