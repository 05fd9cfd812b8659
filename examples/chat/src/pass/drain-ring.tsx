import type { CSSProperties, ReactElement } from 'react'
import { formatCountdown, speakDuration } from '../time/format-time.js'

/** What a ring or bar shows of a token's life. */
export interface Drain {
  /** Undefined while there is no token. */
  readonly leftMs: number | undefined
  /** Of its life, from 1 down to 0. */
  readonly fraction: number
  /** Names the token: the ring refills when it changes. */
  readonly generation: number
}

/** A token's time left: a ring that drains, and the clock inside it. */
export function DrainRing({ drain, label }: { readonly drain: Drain; readonly label: string }): ReactElement {
  return (
    <div className="ring" style={drainStyle(drain)}>
      <svg viewBox="0 0 64 64" aria-hidden="true">
        <circle cx="32" cy="32" r="30" />
        {drain.leftMs !== undefined && (
          <circle key={drain.generation} className="left" cx="32" cy="32" r="30" pathLength="100" />
        )}
      </svg>
      <DrainClock drain={drain} label={label} />
    </div>
  )
}

/** The same on a phone: a bar that drains, and the clock beside it. */
export function DrainBar({ drain, label }: { readonly drain: Drain; readonly label: string }): ReactElement {
  return (
    <>
      <span className="bar" style={drainStyle(drain)} aria-hidden="true">
        <span />
      </span>
      <DrainClock drain={drain} label={label} />
    </>
  )
}

function DrainClock({ drain: { leftMs }, label }: { readonly drain: Drain; readonly label: string }) {
  const spoken = leftMs === undefined ? 'no pass' : `${speakDuration(leftMs)} left`
  return (
    <span role="timer" aria-label={`${label}: ${spoken}`}>
      {leftMs === undefined ? '–:––' : formatCountdown(leftMs)}
    </span>
  )
}

function drainStyle({ fraction }: Drain): CSSProperties & { readonly '--left': string } {
  return { '--left': (fraction * 100).toFixed(1) }
}
