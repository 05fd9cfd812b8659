import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { names, signingKey, startTestGateway } from '../test-support/test-gateway.js'
import { startGateway } from './start-gateway.js'

const keys = { publicJwk: signingKey.publicJwk, ...names }

describe('startGateway', () => {
  it('says that a port is taken, and holds nothing then', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void other.close())
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const stopped: number[] = []
    const timers = { start: () => () => void stopped.push(1) }
    const started = startGateway({ port, keys, timers })
    await expect(started).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringContaining(`${port}`),
    })
    expect(stopped).toEqual([1])
  })

  it('is reachable from this machine only', async () => {
    const gateway = await startTestGateway()
    expect(gateway.url).toBe(`http://127.0.0.1:${gateway.port}`)
  })

  it('stops for good, twice if need be, and leaves no timer', async () => {
    const gateway = await startTestGateway()
    await fetch(`${gateway.url}/health`) // leaves a connection open
    await gateway.stop()
    await gateway.stop()
    await expect(fetch(`${gateway.url}/health`)).rejects.toThrow()
    expect(gateway.time.armed).toBe(0)
  })

  it('starts again on the same port, with another page for the same topic', async () => {
    const first = await startTestGateway()
    const topic = { cache: 'chat', topic: 'room-1' }
    const hello = { value: { kind: 'text', text: 'hello' }, publisherId: undefined } as const
    const before = await first.engine.publish(topic, hello)
    await first.stop()
    first.time.advance(1)
    const second = await startGateway({ port: first.port, keys, ...first.time, log: () => {} })
    onTestFinished(() => second.stop())
    const after = await second.engine.publish(topic, hello)
    expect([after.page > before.page, after.sequence]).toEqual([true, 1n])
  })
})
