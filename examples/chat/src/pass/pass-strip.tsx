import { useToken } from '@hallpass/react'
import type { ReactElement } from 'react'
import { DrainBar } from './drain-ring.js'
import { useDrain } from './use-drain.js'

/** On a phone the pass is a strip that drains, with the way to all the rest. */
export function PassStrip({ panelId }: { readonly panelId: string }): ReactElement {
  const drain = useDrain('lobby', useToken('lobby').state)
  return (
    <section className="strip narrow-only" aria-label="Pass">
      Pass
      <DrainBar drain={drain} label="lobby" />
      <button type="button" popoverTarget={panelId}>
        What happened
      </button>
    </section>
  )
}
