import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A server that listens. */
export interface Listening {
  readonly port: number
  /** Ends it with all its connections. */
  stop(): Promise<void>
}

/** Serves a `(Request) => Promise<Response>` handler on the loopback address; port 0 takes a free one. */
export async function listen(
  port: number,
  handler: (request: Request) => Promise<Response>,
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch(() => outgoing.writeHead(500).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const maxBodyBytes = 65_536

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handler: (request: Request) => Promise<Response>,
): Promise<void> {
  const response = await handler(await requestFrom(incoming))
  const body = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(body)
}

async function requestFrom(incoming: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = incoming
  const body = method === 'GET' || method === 'HEAD' ? null : await readBody(incoming)
  return new Request(new URL(pathOf(url), `http://${headers.host}`), {
    method,
    body,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
  })
}

/** A target that names a host of its own would choose what counts as the same origin. */
function pathOf(target: string): string {
  return /^\/(?![/\\])/.test(target) ? target : '/'
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let bytesRead = 0
  for await (const chunk of incoming) {
    chunks.push(chunk)
    bytesRead += chunk.length
    if (bytesRead > maxBodyBytes) throw new RangeError('the body is too large')
  }
  return Uint8Array.from(Buffer.concat(chunks))
}
