import { InMemoryWebStorage, User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import { sampleLifetimeSec, sampleToken } from '../../sample-token.js'
import { awaitedSubject, type Subject } from '../subject.js'

/** A user manager with a signed-in user in memory, and what stops the timers it starts at each call. */
export async function oidcSubject(): Promise<{ readonly subject: Subject; stop(): Promise<void> }> {
  const memory = () => new WebStorageStateStore({ store: new InMemoryWebStorage() })
  const manager = new UserManager({
    ...{ authority: 'https://identity.example', client_id: 'benchmark' },
    ...{ redirect_uri: 'https://app.example/', automaticSilentRenew: false },
    ...{ userStore: memory(), stateStore: memory() },
  })
  await manager.storeUser(liveUser())
  return {
    subject: awaitedSubject('oidc-client-ts getUser', () => manager.getUser()),
    stop: () => manager.removeUser(),
  }
}

function liveUser(): User {
  const iat = Math.floor(Date.now() / 1000)
  const exp = iat + sampleLifetimeSec
  return new User({
    ...{ access_token: sampleToken, token_type: 'Bearer', expires_at: exp, session_state: null },
    profile: { sub: 'ada', iss: 'https://identity.example', aud: 'benchmark', iat, exp },
  })
}
