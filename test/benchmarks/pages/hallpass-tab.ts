import { createTokenStore, tokenEndpoint } from '@hallpass/core'
import type { ClientInTab } from './client-in-tab.js'

export const client: ClientInTab = {
  prepare() {},
  async start() {
    const tokens = createTokenStore({ source: tokenEndpoint('/hallpass/token') })
    return (await tokens.getToken()).reveal()
  },
}
