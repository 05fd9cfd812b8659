import { createTokenStore } from '@hallpass/core'
import { describe, expect, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { createFakeBackend } from './create-fake-backend.js'
import { wrongAnswerNames } from './wrong-answers.js'

describe.each(wrongAnswerNames)('the wrong answer %s', name => {
  it('gives no token, and leaves the session as it was', async () => {
    const world = createTestWorld()
    const backend = createFakeBackend(world)
    const { environment } = world.openTab()
    const tokens = createTokenStore({ id: 'test', source: backend.source, environment })
    backend.respondWith(name)
    await expect(world.waitFor(tokens.getToken())).rejects.toHaveProperty('code', 'unavailable')
    await world.advance(60_000)
    expect((await world.waitFor(tokens.getToken())).reveal()).toBe(backend.issued[0]?.secret)
    tokens.dispose()
  })
})
