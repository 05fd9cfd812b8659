import type { Payload, StreamFrame } from '@hallpass/core'
import { bytesFromBase64 } from './base64.js'

/** What {@link parseFrames} makes of a body. */
export type ParsedFrames =
  | { readonly ok: true; readonly value: readonly StreamFrame[] }
  | { readonly ok: false; readonly problem: 'too-long' | 'no-items' | 'unreadable-entry' }

/** Characters. Answers of the service are far below. */
const LONGEST_BODY = 16_777_216

/**
 * The body of a long-poll (Momento, "HTTP API for Topics"). Never throws.
 *
 * Nothing is skipped in silence: an item whose value cannot be read keeps its place and has no payload; an entry
 * whose place cannot be read spoils the whole answer, so that the position stays before it.
 */
export function parseFrames(body: string): ParsedFrames {
  if (body.length > LONGEST_BODY) return { ok: false, problem: 'too-long' }
  const items = fieldOf(parseJson(body), 'items')
  if (!Array.isArray(items)) return { ok: false, problem: 'no-items' }
  const frames: StreamFrame[] = []
  for (const entry of items) {
    const frame = itemFrame(fieldOf(entry, 'item')) ?? discontinuityFrame(fieldOf(entry, 'discontinuity'))
    if (frame === undefined) return { ok: false, problem: 'unreadable-entry' }
    frames.push(frame)
  }
  return { ok: true, value: frames }
}

function itemFrame(item: unknown): StreamFrame | undefined {
  const page = numberFrom(fieldOf(item, 'sequence_page'))
  const sequenceNumber = numberFrom(fieldOf(item, 'topic_sequence_number'))
  if (page === undefined || sequenceNumber === undefined) return undefined
  const payload = payloadFrom(fieldOf(item, 'value'))
  const publisherId = fieldOf(item, 'publisher_id')
  const frame = { kind: 'item', page, sequenceNumber, payload } as const
  return typeof publisherId === 'string' ? { ...frame, publisherId } : frame
}

function discontinuityFrame(discontinuity: unknown): StreamFrame | undefined {
  const page = numberFrom(fieldOf(discontinuity, 'new_sequence_page'))
  const newSequence = numberFrom(fieldOf(discontinuity, 'new_topic_sequence'))
  if (page === undefined || newSequence === undefined) return undefined
  return { kind: 'discontinuity', page, newSequence }
}

/** Momento does not say how binary values are written: base64 and lists of bytes are both seen in the wild. */
function payloadFrom(value: unknown): Payload | undefined {
  const text = fieldOf(value, 'text')
  if (typeof text === 'string') return text
  const binary = fieldOf(value, 'binary')
  if (typeof binary === 'string') return bytesFromBase64(binary)
  return Array.isArray(binary) && binary.every(isByte) ? Uint8Array.from(binary) : undefined
}

function isByte(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 255
}

/** Whole and exact, or not at all: a rounded number would be another position. */
function numberFrom(value: unknown): bigint | undefined {
  const isExact =
    typeof value === 'string' ? /^\d{1,20}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0
  return isExact ? BigInt(String(value)) : undefined
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
