import type { IncomingMessage } from 'node:http'
import { accept, bodyTooLarge, type Checked, refuse, unsupportedMedia } from './refusal.js'

/** The bytes of a request's body, up to `maxBytes` of them; more is not kept. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Checked<Uint8Array>> {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') return { ok: false, refusal: unsupportedMedia('Send the body uncompressed.') }
  const tooLarge = { ok: false, refusal: bodyTooLarge(maxBytes) } as const
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return tooLarge
  return new Promise(resolve => {
    const chunks: Uint8Array[] = []
    let byteLength = 0
    request.on('data', (chunk: Uint8Array) => {
      byteLength += chunk.byteLength
      if (byteLength <= maxBytes) chunks.push(chunk)
      else resolve(tooLarge)
    })
    request.on('end', () => resolve(accept(Buffer.concat(chunks))))
    request.on('close', () => resolve(refuse('The body ended early.')))
  })
}
