import type { ReactElement } from 'react'

/** The app's name with the pass it is about. */
export function Logo(): ReactElement {
  return (
    <div className="logo">
      <svg viewBox="0 0 24 32" aria-hidden="true">
        <rect x=".5" y=".5" width="23" height="31" rx="4" fill="var(--pass)" stroke="var(--pass-line)" />
        <circle cx="12" cy="8" r="3" fill="var(--paper)" stroke="var(--pass-line)" />
        <path d="M5.5 17h13M5.5 22h9M5.5 27h5.5" stroke="var(--pass-ink)" strokeWidth="2" />
      </svg>
      Hallpass chat
    </div>
  )
}
