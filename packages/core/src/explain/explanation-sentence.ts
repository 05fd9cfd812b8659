import { durationText } from './duration-text.js'
import type { ExplainedAnswer, ExplainedToken, Explanation, NextStep } from './explanation.js'

/** What a call meets, the token at hand, and what comes next, in this order. */
export function explanationSentence({ answer, token, next }: Omit<Explanation, 'sentence'>): string {
  const parts = [answerText(answer), token && tokenText(token, answer), nextText(next, answer)]
  return parts.filter(part => part !== undefined).join(', ')
}

function answerText(answer: ExplainedAnswer): string {
  switch (answer.does) {
    case 'serve':
      return 'from memory'
    case 'wait':
      return WAITS_FOR[answer.for]
    case 'ask':
      return 'asks the backend'
    case 'reject':
      return `rejects with ${answer.code}`
  }
}

const WAITS_FOR: Readonly<Record<(ExplainedAnswer & { does: 'wait' })['for'], string>> = {
  storage: 'waits for storage',
  request: 'waits for a request on its way',
  change: 'held back for now',
}

function tokenText({ generation, leftMs }: ExplainedToken, answer: ExplainedAnswer): string {
  const isAtHand = answer.does === 'serve' || (answer.does === 'wait' && answer.for === 'change')
  return isAtHand
    ? `generation ${generation}, ${durationText(leftMs)} left`
    : `generation ${generation} is over`
}

/** Nothing, where what a call meets says it all. */
function nextText(next: NextStep, { does }: ExplainedAnswer): string | undefined {
  switch (next.because) {
    case 'renewal-margin':
      return due('next renewal', next.inMs)
    case 'backing-off':
      return `renewal put off (${next.cause}), ${due(`attempt ${next.failures + 1}`, next.inMs)}`
    case 'waiting':
      return `waiting (${next.cause}), ${due('next attempt', next.inMs)}`
    case 'denied':
      return due('may be asked again', next.inMs)
    case 'request-under-way':
      return does === 'wait' ? undefined : 'a request is on its way'
    case 'restoring':
      return undefined
    case 'signed-out':
      return 'nobody is signed in'
    case 'nobody-asked':
      return 'idle because nobody asked'
    case 'covered':
      return 'of a wider scope'
  }
}

function due(what: string, inMs: number): string {
  return inMs > 0 ? `${what} in ${durationText(inMs)}` : `${what} now`
}
