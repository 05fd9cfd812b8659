import { parseAccount } from './account.js'
import type { Logins } from './logins.js'
import { json, noContent, refusal } from './responses.js'

const maxBodyBytes = 1000

/** `POST /login` with `{ name, role }`: a cookie, and the account it stands for. */
export async function answerLogin(request: Request, logins: Logins): Promise<Response> {
  const account = parseAccount(await readJson(request))
  if (account === undefined) return refusal(400, 'a name of 1 to 24 letters, and member or guest')
  return json({ account }, { 'set-cookie': logins.start(request, account) })
}

/** `POST /logout`: the cookie is good for nothing from now on. */
export function answerLogout(request: Request, logins: Logins): Response {
  return noContent({ 'set-cookie': logins.end(request) })
}

/** `GET /me`: the account behind the cookie, or null. */
export function answerMe(request: Request, logins: Logins): Response {
  return json({ account: logins.find(request)?.account ?? null })
}

/** JSON only: a form, which any page may send, can not carry that type. */
async function readJson(request: Request): Promise<unknown> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN)
  const isJson = request.headers.get('content-type')?.startsWith('application/json') === true
  if (!isJson || !(length <= maxBodyBytes)) return undefined
  return request.json().catch(() => undefined)
}
