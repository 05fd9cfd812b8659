/** A body's text, or why there is none. */
export type BoundedText = { ok: true; value: string } | { ok: false; problem: 'too-large' | 'unreadable' }

/** Reads a body as strict UTF-8, and stops at `maxBytes` instead of buffering what a caller likes to send. */
export async function readBoundedText(body: Request['body'], maxBytes: number): Promise<BoundedText> {
  if (body === null) return { ok: true, value: '' }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytesRead = 0
  try {
    const reader = body.getReader()
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytesRead += chunk.value.byteLength
      if (bytesRead > maxBytes) return await refuseRest(reader)
      text += decoder.decode(chunk.value, { stream: true })
    }
    return { ok: true, value: text + decoder.decode() }
  } catch {
    // Not UTF-8, already read, or the caller went away.
    return { ok: false, problem: 'unreadable' }
  }
}

async function refuseRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<BoundedText> {
  await reader.cancel()
  return { ok: false, problem: 'too-large' }
}
