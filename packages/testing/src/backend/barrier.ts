/** What arrives while it is down waits until it is lifted. */
export interface Barrier {
  lifted(): Promise<void>
  /** Returns what lifts it. */
  lower(): () => void
}

export function createBarrier(): Barrier {
  let lifted: Promise<void> = Promise.resolve()
  return {
    lifted: () => lifted,
    lower: () => {
      let lift = (): void => {}
      lifted = new Promise(resolve => {
        lift = resolve
      })
      return lift
    },
  }
}
