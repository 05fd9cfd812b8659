import { type BackendManners, defaultManners } from './backend-manners.js'
import type { BackendRequest } from './backend-request.js'
import { issueAnswer } from './issue-answer.js'
import { plainResponse } from './plain-answer.js'
import type { TokenBook } from './token-book.js'

/** Does what a request asks for, by the manners in force and by who is logged in. */
export interface IssuingDesk {
  manners(): BackendManners
  behave(change: Partial<BackendManners>): void
  logIn(subject: string): void
  logOut(): void
  /** Does it now, and gives what says so later. */
  serve(asked: BackendRequest): () => Response
  /** Says again what it said last. */
  repeat(asked: BackendRequest): () => Response
}

export function createIssuingDesk(
  book: Pick<TokenBook, 'issue' | 'issued'>,
  atFirst: Partial<BackendManners>,
): IssuingDesk {
  let manners: BackendManners = { ...defaultManners, ...atFirst }
  let isLoggedIn = true
  const behave: IssuingDesk['behave'] = change => {
    manners = { ...manners, ...change }
  }
  const serve: IssuingDesk['serve'] = ({ kind, scope }) => {
    if (kind === 'sign-out') return () => plainResponse({ status: 204 })
    if (!isLoggedIn) return () => plainResponse({ status: 401, body: { error: 'invalid_grant' } })
    const [token, mannersThen] = [book.issue({ ...manners, scope }), manners]
    return () => issueAnswer(token, mannersThen)
  }
  return {
    manners: () => manners,
    behave,
    logIn: subject => {
      isLoggedIn = true
      behave({ subject })
    },
    logOut: () => {
      isLoggedIn = false
    },
    serve,
    repeat: asked => {
      const last = book.issued.at(-1)
      return last === undefined ? serve(asked) : () => issueAnswer(last, manners)
    },
  }
}
