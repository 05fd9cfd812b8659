/** Knows when everything that can happen without time passing has happened. */
export interface Activity {
  /** Something happened, so more may follow. */
  note(): void
  /** Counts `work` as going on until it settles, however many turns that takes in real time. */
  during<T>(work: () => Promise<T>): Promise<T>
  /** Inside `during`: waits for what only passing time or the test can bring. */
  standStill<T>(wait: Promise<T>): Promise<T>
  /** Resolves when a whole turn of the event loop brought nothing new. */
  settle(): Promise<void>
}

export function createActivity(): Activity {
  let noted = 0
  let running = 0
  const enter = (by: 1 | -1): void => {
    noted += 1
    running += by
  }
  return {
    note: () => {
      noted += 1
    },
    during: work => between(enter, 1, work),
    standStill: wait => between(enter, -1, () => wait),
    settle: async () => {
      let seen: number
      do {
        seen = noted
        await turn()
      } while (noted !== seen || running > 0)
    },
  }
}

async function between<T>(enter: (by: 1 | -1) => void, by: 1 | -1, wait: () => Promise<T>): Promise<T> {
  enter(by)
  try {
    return await wait()
  } finally {
    enter(by === 1 ? -1 : 1)
  }
}

/** One macrotask: all microtasks that were or become ready are run before it. Timers may be faked; this is not. */
function turn(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
