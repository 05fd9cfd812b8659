import { expect, it } from 'vitest'
import { createStoreWorld } from '../store-world.js'

it('hiding and showing a tab is no news for whoever observes it', async () => {
  const { world, open } = createStoreWorld({ lifetimeSec: 3_600 })
  const { tab, tokens } = open()
  await world.waitFor(tokens.getToken())
  let changeCount = 0
  tokens.observe(() => changeCount++)
  for (let look = 0; look < 100; look++) {
    tab.hide()
    await world.advance(200)
    tab.show()
    await world.advance(200)
  }
  expect(changeCount).toBe(0)
})
