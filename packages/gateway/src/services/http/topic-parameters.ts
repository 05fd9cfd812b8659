import type { TopicPosition } from '../../engine/topic-position.js'
import type { Query } from './query.js'
import { accept, type Checked, refuse } from './refusal.js'

/** Where a subscriber goes on: `sequence_number` is the next it expects. Either is 0 when it is not given. */
export function parsePosition(query: Query): Checked<TopicPosition> {
  const sequence = parseWholeNumber(query.get('sequence_number') ?? '0')
  const page = parseWholeNumber(query.get('sequence_page') ?? '0')
  if (sequence === undefined || page === undefined) {
    return refuse('sequence_number and sequence_page must be whole numbers.')
  }
  return accept({ page, sequence: BigInt(sequence) })
}

/** Digits as they are written in JSON and nothing else; `Number` alone takes `''`, `' 12'`, `'0x10'` and `'1e3'`. */
function parseWholeNumber(text: string): number | undefined {
  const value = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}
