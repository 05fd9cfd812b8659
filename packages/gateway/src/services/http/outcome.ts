import type { CallEnd } from './answer.js'

/** How a call ended, in the words metrics use. */
export function outcomeOf(end: CallEnd): string {
  if (end === 'client-gone') return end
  switch (end.status) {
    case 200:
    case 204:
      return 'ok'
    case 401:
      return 'unauthenticated'
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 500:
      return 'failed'
    default:
      return 'refused'
  }
}
