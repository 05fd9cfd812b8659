import { User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import type { ClientInTab } from './client-in-tab.js'

const authority = location.origin
const client_id = 'benchmark'

/** It has no way to a token but refreshing one, short of a page of the identity provider: the user's has expired. */
export const client: ClientInTab = {
  prepare() {
    const expires_at = Math.floor(Date.now() / 1000) - 60
    const profile = { sub: 'ada', iss: authority, aud: client_id, iat: expires_at - 3600, exp: expires_at }
    const tokens = { access_token: 'expired', refresh_token: 'first', token_type: 'Bearer', expires_at }
    const user = new User({ ...tokens, profile, session_state: null })
    localStorage.setItem(`oidc.user:${authority}:${client_id}`, user.toStorageString())
  },
  async start() {
    const manager = createManager()
    const known = await manager.getUser()
    const user = known === null || known.expired ? await manager.signinSilent() : known
    if (!user) throw new Error('no user')
    return user.access_token
  },
}

function createManager(): UserManager {
  return new UserManager({
    ...{ authority, client_id, redirect_uri: `${authority}/`, automaticSilentRenew: false },
    userStore: new WebStorageStateStore({ store: localStorage }),
    metadata: { issuer: authority, token_endpoint: `${authority}/oidc/token` },
  })
}
