import type { ReactElement } from 'react'
import type { Hue } from './profile-item.js'

/** The first letter of a name, in the colour its owner chose. */
export function Avatar({ name, hue }: { readonly name: string; readonly hue: Hue }): ReactElement {
  return (
    <span className={`avatar hue-${hue}`} aria-hidden="true">
      {(name[Symbol.iterator]().next().value ?? '').toUpperCase()}
    </span>
  )
}
