import { GoTrueClient } from '@supabase/auth-js'
import { sampleLifetimeSec, sampleToken } from '../../sample-token.js'
import { awaitedSubject, type Subject } from '../subject.js'

/** A signed-in Supabase client whose session is kept in memory. */
export function supabaseSubject(): Subject {
  const storageKey = 'benchmark'
  const client = new GoTrueClient({
    url: 'http://127.0.0.1:9',
    storageKey,
    storage: memoryStorage({ [storageKey]: JSON.stringify(liveSession()) }),
    autoRefreshToken: false,
    detectSessionInUrl: false,
  })
  return awaitedSubject('@supabase/auth-js getSession', async () => (await client.getSession()).data.session)
}

function liveSession() {
  return {
    access_token: sampleToken,
    refresh_token: 'refresh',
    token_type: 'bearer',
    expires_in: sampleLifetimeSec,
    expires_at: Math.floor(Date.now() / 1000) + sampleLifetimeSec,
    user: { id: 'ada', aud: 'authenticated', app_metadata: {}, user_metadata: {}, created_at: '' },
  }
}

function memoryStorage(entries: Record<string, string>) {
  const kept = new Map(Object.entries(entries))
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}
