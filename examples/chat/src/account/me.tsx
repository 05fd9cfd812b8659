import { useSession } from '@hallpass/react'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Avatar } from '../profile/avatar.js'
import { ProfileEditor } from '../profile/profile-editor.js'
import { useProfile } from '../profile/use-profile.js'
import { type Account, logOut } from './account-client.js'

/** Who one is here, how one appears, and the way out. */
export function Me({ account }: { readonly account: Account }): ReactElement {
  const { session } = useSession()
  const profile = useProfile(account.name)
  const signOut = useMutation({ mutationFn: () => logOut(session) })
  return (
    <section className="me" aria-label="You">
      <Avatar name={account.name} hue={profile.hue} />
      <div className="me-text">
        <div className="me-name">
          <b>{account.name}</b>
        </div>
        <div className="me-name soft">{profile.statusLine || account.role}</div>
      </div>
      <div className="me-actions">
        <ProfileEditor name={account.name} />
        <button type="button" className="quiet" onClick={() => signOut.mutate()}>
          Sign out
        </button>
      </div>
    </section>
  )
}
