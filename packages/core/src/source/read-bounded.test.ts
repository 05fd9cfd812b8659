import { describe, expect, it } from 'vitest'
import { readBounded } from './read-bounded.js'

const MOST_BYTES = 65_536

/** A body that never ends, and whether anybody still reads it. */
function endless() {
  const seen = { chunks: 0, isCancelled: false }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      seen.chunks++
      controller.enqueue(new Uint8Array(1_000).fill(97))
    },
    cancel() {
      seen.isCancelled = true
    },
  })
  return { body, seen }
}

describe('a body', () => {
  it.each([
    ['empty', ''],
    ['of text', '{"access_token":"abc"}'],
    ['beyond ASCII', '€ — Ünïcödé 🎟️'],
    ['as long as it may be', 'a'.repeat(MOST_BYTES)],
  ])('%s is read whole', async (_, text) => {
    expect(await readBounded(new Response(text))).toBe(text)
  })

  it('that is missing reads as empty', async () => {
    expect(await readBounded(new Response(null))).toBe('')
  })

  it('is decoded across its chunks', async () => {
    const bytes = new TextEncoder().encode('€')
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
        controller.close()
      },
    })
    expect(await readBounded(new Response(body))).toBe('€')
  })

  it('of a byte too much is given up', async () => {
    await expect(readBounded(new Response('a'.repeat(MOST_BYTES + 1)))).rejects.toThrow(RangeError)
  })

  it('without end is given up as soon as it is too long', async () => {
    const { body, seen } = endless()
    await expect(readBounded(new Response(body))).rejects.toThrow(RangeError)
    expect(seen.isCancelled).toBe(true)
    expect(seen.chunks).toBeLessThan(80)
  })
})
