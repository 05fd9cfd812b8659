/** Who stands in line for which name. The first in a line holds the lock. */
export interface LockQueue<Waiter> {
  join(name: string, waiter: Waiter): void
  /** Leaves the line; if `waiter` was first, the next one holds the lock. Doing so twice does nothing. */
  leave(name: string, waiter: Waiter): void
  leaveAll(isLeaving: (waiter: Waiter) => boolean): void
  holderOf(name: string): Waiter | undefined
  heldNames(): readonly string[]
}

export function createLockQueue<Waiter>(grant: (name: string, waiter: Waiter) => void): LockQueue<Waiter> {
  const lines = new Map<string, Waiter[]>()
  const leave = (name: string, waiter: Waiter): void => {
    const line = lines.get(name) ?? []
    const place = line.indexOf(waiter)
    if (place < 0) return
    line.splice(place, 1)
    const [first] = line
    if (first === undefined) lines.delete(name)
    else if (place === 0) grant(name, first)
  }
  return {
    join: (name, waiter) => {
      const line = lines.get(name) ?? []
      lines.set(name, line)
      if (line.push(waiter) === 1) grant(name, waiter)
    },
    leave,
    leaveAll: isLeaving => {
      for (const [name, line] of [...lines]) {
        for (const waiter of line.filter(isLeaving)) leave(name, waiter)
      }
    },
    holderOf: name => lines.get(name)?.[0],
    heldNames: () => [...lines.keys()],
  }
}
