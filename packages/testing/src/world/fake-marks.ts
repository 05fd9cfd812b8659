import type { Mark } from '@hallpass/core'

/** The marks of the profile, as seen from outside. */
export interface FakeMarks {
  /** From now on nothing can be read or written. */
  fail(): void
  recover(): void
  wipe(): void
  dump(): Readonly<Record<string, number>>
}

export interface FakeMarkBoard {
  readonly control: FakeMarks
  readonly mark: Mark
}

export function createFakeMarks(): FakeMarkBoard {
  const epochs = new Map<string, number>()
  let isWorking = true
  return {
    mark: {
      read: name => (isWorking ? epochs.get(name) : undefined),
      write: (name, epoch) => {
        if (isWorking) epochs.set(name, epoch)
        return isWorking
      },
    },
    control: {
      fail: () => {
        isWorking = false
      },
      recover: () => {
        isWorking = true
      },
      wipe: () => epochs.clear(),
      dump: () => Object.fromEntries(epochs),
    },
  }
}
