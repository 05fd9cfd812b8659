import type { StorageFailureKind } from '@hallpass/core'

/** How the disk fails. */
export type DiskTrouble =
  | { readonly kind: 'none' }
  /** Nothing is answered; what was to be written is written first, or not. */
  | { readonly kind: 'hung'; readonly writes: boolean }
  | {
      readonly kind: 'failing'
      readonly failure: StorageFailureKind
      readonly writes: boolean
      readonly times: number
    }

export interface DiskTroubles {
  set(trouble: DiskTrouble): void
  /** What befalls the next operation. */
  next(): DiskTrouble
  /** Goes on when the disk answers again. */
  whenOver(resume: () => void): void
}

export function createDiskTroubles(): DiskTroubles {
  let current: DiskTrouble = { kind: 'none' }
  let parked: (() => void)[] = []
  return {
    set(trouble) {
      current = trouble
      if (trouble.kind === 'hung') return
      const resumed = parked
      parked = []
      for (const resume of resumed) resume()
    },
    next() {
      const trouble = current
      if (trouble.kind === 'failing') {
        const times = trouble.times - 1
        current = times > 0 ? { ...trouble, times } : { kind: 'none' }
      }
      return trouble
    },
    whenOver: resume => parked.push(resume),
  }
}
