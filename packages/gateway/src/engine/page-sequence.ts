/**
 * Makes sequence pages: the millisecond of creation, or one more than the last page where that is not later. So no
 * page comes twice in a process, nor, as long as the wall clock is not set back over a restart, in the next one.
 */
export function createPageSequence(now: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(Math.floor(now()), last + 1)
    return last
  }
}
