import type { Mark } from '@hallpass/core'

/** The numbers beside the database, shared by all tabs at once. */
export interface Marks extends Mark {
  setWorking(isWorking: boolean): void
}

export function createMarks(): Marks {
  const epochs = new Map<string, number>()
  let isWorking = true
  return {
    setWorking: working => {
      isWorking = working
    },
    read: name => epochs.get(name),
    write(name, epoch) {
      if (isWorking) epochs.set(name, epoch)
      return isWorking
    },
  }
}
