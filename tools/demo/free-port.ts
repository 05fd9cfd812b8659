import { createServer } from 'node:net'

/** Where systems do not take ports from by themselves, for connections of their own: what is free here stays so. */
const lowest = 20_000
const highest = 32_000
const mostTries = 50

/**
 * A port of the loopback address that nobody listens on: the preferred one, else any. 0 prefers none.
 * @param spoken ports that somebody is about to listen on
 * @throws Error when none is found
 */
export async function freePort(preferred: number, spoken: readonly number[] = []): Promise<number> {
  const anyPorts = Array.from(
    { length: mostTries },
    () => lowest + Math.floor(Math.random() * (highest - lowest)),
  )
  for (const port of [preferred, ...anyPorts]) {
    if (port !== 0 && !spoken.includes(port) && (await isFree(port))) return port
  }
  throw new Error('no port of the loopback address is free')
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
