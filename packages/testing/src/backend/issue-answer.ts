import type { BackendManners } from './backend-manners.js'
import { plainResponse } from './plain-answer.js'
import type { IssuedToken } from './token-book.js'

/** The token endpoint's answer that hands out `token`. */
export function issueAnswer(token: IssuedToken, manners: BackendManners): Response {
  const body = {
    access_token: token.secret,
    token_type: 'Bearer',
    expires_in: (token.expiresAt - token.issuedAt) / 1_000,
    issued_at: Math.floor((token.issuedAt + manners.clockErrorMs) / 1_000),
    subject: token.subject,
    ...manners.members,
  }
  return plainResponse({ status: 200, body, headers: manners.headers })
}
