import { useSession, useToken } from '@hallpass/react'
import type { ReactElement } from 'react'
import type { ScopeName } from '../session.js'
import { describePass } from './describe-pass.js'
import { describePermission } from './describe-permission.js'
import { DrainRing } from './drain-ring.js'
import { useDrain } from './use-drain.js'

/** A token as a manila card: how long it lives, when it renews, where it came from, and what it opens. */
export function PassCard({ scope }: { readonly scope: ScopeName }): ReactElement {
  const { session } = useSession()
  const { state } = useToken(scope)
  const drain = useDrain(scope, state)
  const now = state.status === 'live' ? state.expiresAt - (drain.leftMs ?? 0) : 0
  const granted = session.tokens.peekToken(scope)?.granted?.permissions ?? []
  return (
    <article className="pass" aria-label={`Pass ${scope}`}>
      <DrainRing drain={drain} label={scope} />
      <div>
        <h3>{scope}</h3>
        <p>{describePass(state, now)}</p>
      </div>
      <ul className="permissions" aria-label="Permissions">
        {granted.map(describePermission).map(({ may, where }) => (
          <li key={where}>
            {may} <code>{where}</code>
          </li>
        ))}
      </ul>
    </article>
  )
}
