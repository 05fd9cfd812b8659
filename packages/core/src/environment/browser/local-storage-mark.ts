import type { Mark } from '../mark.js'

/** Marks in localStorage, whose very getter throws where it is refused. */
export const localStorageMark: Mark = {
  read: name => {
    try {
      return epochFrom(localStorage.getItem(name))
    } catch {
      return undefined
    }
  },
  write: (name, epoch) => {
    try {
      localStorage.setItem(name, `${epoch}`)
    } catch {
      return false
    }
    return localStorageMark.read(name) === epoch
  },
}

/** Anyone may have written there: only what `write` could have written counts. */
function epochFrom(text: string | null): number | undefined {
  const epoch = Number(text)
  return Number.isSafeInteger(epoch) && epoch >= 0 && `${epoch}` === text ? epoch : undefined
}
