/** What `read` returns; undefined where it throws. What was thrown may quote what was read, and is dropped. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
