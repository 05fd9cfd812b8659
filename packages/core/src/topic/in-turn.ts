/**
 * Makes `handle` take one event at a time: an event that comes while another is being handled, perhaps because of it,
 * waits until that is done.
 */
export function inTurn<T>(handle: (event: T) => void): (event: T) => void {
  const waiting: T[] = []
  return event => {
    if (waiting.push(event) > 1) return
    try {
      for (const next of waiting) handle(next)
    } finally {
      waiting.length = 0
    }
  }
}
