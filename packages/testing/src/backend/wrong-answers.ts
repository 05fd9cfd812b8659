import type { PlainAnswer } from './plain-answer.js'

/** What backends, proxies and hotels send where a token belongs. */
export type WrongAnswerName =
  | 'captive-portal'
  | 'error-page'
  | 'no-content'
  | 'empty'
  | 'truncated'
  | 'null'
  | 'list'
  | 'no-token'
  | 'token-is-no-text'
  | 'token-is-no-header'
  | 'token-is-huge'
  | 'no-expiry'
  | 'expiry-is-no-number'
  | 'expired'
  | 'bottomless'

/** The names of all wrong answers: none of them carries a token that may be used. */
export const wrongAnswerNames: readonly WrongAnswerName[] = [
  'captive-portal',
  'error-page',
  'no-content',
  'empty',
  'truncated',
  'null',
  'list',
  'no-token',
  'token-is-no-text',
  'token-is-no-header',
  'token-is-huge',
  'no-expiry',
  'expiry-is-no-number',
  'expired',
  'bottomless',
]

const html = { 'content-type': 'text/html' }
const token = { access_token: 'wrong.answer', token_type: 'Bearer', expires_in: 60 }

const answers: Readonly<Record<WrongAnswerName, PlainAnswer>> = {
  'captive-portal': {
    status: 200,
    text: '<!doctype html><title>Welcome to our Wi-Fi</title>',
    headers: html,
  },
  'error-page': { status: 502, text: '<!doctype html><title>Bad Gateway</title>', headers: html },
  'no-content': { status: 204 },
  empty: { status: 200, text: '' },
  truncated: { status: 200, text: '{"access_token":"wrong.ans' },
  null: { status: 200, body: null },
  list: { status: 200, body: [token] },
  'no-token': { status: 200, body: { ...token, access_token: undefined } },
  'token-is-no-text': { status: 200, body: { ...token, access_token: 42 } },
  'token-is-no-header': { status: 200, body: { ...token, access_token: 'wrong\r\nanswer: yes' } },
  'token-is-huge': { status: 200, body: { ...token, access_token: 'x'.repeat(2 ** 20) } },
  'no-expiry': { status: 200, body: { ...token, expires_in: undefined } },
  'expiry-is-no-number': { status: 200, body: { ...token, expires_in: 'soon' } },
  expired: { status: 200, body: { ...token, expires_in: -1 } },
  bottomless: { status: 200, text: '['.repeat(50_000) },
}

export function wrongAnswer(name: WrongAnswerName): PlainAnswer {
  return answers[name]
}
