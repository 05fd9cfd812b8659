import type { Session } from '@hallpass/core'
import { z } from 'zod'
import { backendUrl } from '../backend-url.js'

const AccountSchema = z.object({
  name: z.string(),
  role: z.enum(['member', 'guest']),
  /** The stable name that tokens carry. */
  subject: z.string(),
})

/** Who is logged in at the backend. */
export type Account = z.infer<typeof AccountSchema>

/** Who to come in as. */
export type Credentials = Pick<Account, 'name' | 'role'>

const AnswerSchema = z.object({ account: AccountSchema.nullable() })

/** Asks the backend who is logged in, and tells the session: on every load, and when another tab changed it. */
export async function findAccount(session: Session): Promise<Account | null> {
  const account = await accountFrom(await ask('GET', '/me'))
  if (account !== null) await session.tokens.signIn({ subject: account.subject })
  return account
}

/** Logs in at the backend, then begins the session. */
export async function logIn(session: Session, credentials: Credentials): Promise<void> {
  const account = await accountFrom(await ask('POST', '/login', credentials))
  if (account !== null) await session.tokens.signIn({ subject: account.subject })
}

/** Ends the session in every tab, at once. The backend ends its login when it is told of that; else it is asked to. */
export async function logOut(session: Session): Promise<void> {
  const { revoked } = await session.tokens.signOut()
  if (revoked !== 'yes') await ask('POST', '/logout', {})
}

async function accountFrom(response: Response): Promise<Account | null> {
  if (!response.ok) throw new Error(`the backend answered ${response.status}`)
  return AnswerSchema.parse(await response.json()).account
}

function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Response> {
  const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return fetch(`${backendUrl}${path}`, { method, credentials: 'include', ...sent })
}
