import type { Gap } from '@hallpass/core'
import { useCallback, useState } from 'react'

/** Every gap a room had since it was opened, and where to tell of one: the topic itself keeps the last only. */
export function useGaps(): readonly [gaps: readonly Gap[], onGap: (gap: Gap) => void] {
  const [gaps, setGaps] = useState<readonly Gap[]>([])
  const onGap = useCallback((gap: Gap) => setGaps(before => [...before, gap]), [])
  return [gaps, onGap]
}
