import { browserEnvironment, createTokenStore, tokenEndpoint } from '@hallpass/core'

/** A page that shows its user's notes. Everything it takes from outside is in `environment`. */
export interface NotesApp {
  signIn(name: string): Promise<void>
  signOut(): Promise<void>
  notes(): Promise<readonly string[]>
  /** What the page says on top when something is not as usual. */
  banner(): '' | 'Please sign in.' | 'No connection to the server. Trying again.'
  close(): void
}

export function createNotesApp(environment = browserEnvironment()): NotesApp {
  const tokens = createTokenStore({ source: tokenEndpoint('/api/token'), environment })
  const stopListening = tokens.subscribe(() => {})
  return {
    signIn: async name => {
      await environment.fetch('/api/login', { method: 'POST', body: name })
      await tokens.signIn({ subject: name })
    },
    signOut: async () => {
      await tokens.signOut()
    },
    notes: async () => {
      const token = await tokens.getToken()
      const headers = { authorization: `Bearer ${token.reveal()}` }
      return (await environment.fetch('/api/notes', { headers })).json()
    },
    banner: () => {
      if (tokens.sessionState().status === 'signed-out') return 'Please sign in.'
      return tokens.scopeState().status === 'waiting' ? 'No connection to the server. Trying again.' : ''
    },
    close: () => {
      stopListening()
      tokens.dispose()
    },
  }
}
