import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { freePort } from './free-port.js'

test('the preferred port is taken when nobody listens on it', async () => {
  const port = await freePort(0)
  expect(await freePort(port)).toBe(port)
})

test('another port is taken when somebody does', async () => {
  const port = await freePort(0)
  const server = createServer()
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  try {
    const other = await freePort(port)
    expect(other).not.toBe(port)
    expect(other).toBeGreaterThan(0)
  } finally {
    server.close()
  }
})
