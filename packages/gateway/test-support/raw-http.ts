import { connect } from 'node:net'

/** Sends bytes as they are, which no HTTP client would, and resolves with all that comes back until the end. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      received += chunk
    })
    socket.on('close', () => resolve(received))
    socket.on('error', reject)
  })
}

/** The status of a raw answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
}

/** Sends a GET for a target exactly as written. */
export async function statusOfTarget(
  port: number,
  target: string,
  headers: readonly string[] = [],
): Promise<number> {
  const lines = [`GET ${target} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', '']
  return statusOf(await sendRaw(port, lines.join('\r\n')))
}
