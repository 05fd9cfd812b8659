import { GoTrueClient } from '@supabase/auth-js'
import type { ClientInTab } from './client-in-tab.js'

const storageKey = 'supabase'

/** It has no way to a token but refreshing one: the profile holds a session that is over. */
export const client: ClientInTab = {
  prepare() {
    const expires_at = Math.floor(Date.now() / 1000) - 60
    const tokens = { access_token: 'expired', refresh_token: 'first', token_type: 'bearer' }
    localStorage.setItem(
      storageKey,
      JSON.stringify({ ...tokens, expires_in: 3600, expires_at, user: { id: 'ada' } }),
    )
  },
  async start() {
    const url = `${location.origin}/supabase`
    const auth = new GoTrueClient({ url, storageKey, autoRefreshToken: true, detectSessionInUrl: false })
    const { data, error } = await auth.getSession()
    if (data.session === null) throw new Error(`no session: ${error?.message}`)
    return data.session.access_token
  },
}
