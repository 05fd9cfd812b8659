import { useSession } from '@hallpass/react'
import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { Logo } from '../logo.js'
import { type Credentials, logIn } from './account-client.js'

/** Where one comes in: a name, and as what. There is no password in this demo. */
export function SignInPage(): ReactElement {
  const { session } = useSession()
  const signIn = useMutation({ mutationFn: (credentials: Credentials) => logIn(session, credentials) })
  return (
    <main className="page">
      <form className="sign-in" action={data => signIn.mutate(credentialsFrom(data))}>
        <Logo />
        <div>
          <h1>Come in</h1>
          <p className="soft">
            You get a pass that ends soon and is renewed before it does. The chat shows every step of it.
          </p>
        </div>
        <label className="field">
          Name
          <input type="text" name="name" required maxLength={24} autoComplete="username" spellCheck={false} />
        </label>
        <fieldset>
          <legend>As</legend>
          <RoleChoice comeAs="member" means="reads and writes" isDefault />
          <RoleChoice comeAs="guest" means="reads along" />
        </fieldset>
        <div>
          <button type="submit" className="primary" disabled={signIn.isPending}>
            Sign in
          </button>
          <p className="sign-in-error" role="alert">
            {signIn.isError &&
              'The backend did not let you in. Is it running? Try again, or try another name.'}
          </p>
        </div>
      </form>
    </main>
  )
}

interface RoleChoiceProps {
  readonly comeAs: Credentials['role']
  readonly means: string
  readonly isDefault?: boolean
}

function RoleChoice({ comeAs, means, isDefault = false }: RoleChoiceProps) {
  return (
    <label className="choice">
      <input type="radio" name="role" value={comeAs} defaultChecked={isDefault} />
      <span>
        {comeAs === 'member' ? 'Member' : 'Guest'} <span className="soft">{means}</span>
      </span>
    </label>
  )
}

function credentialsFrom(data: FormData): Credentials {
  return { name: String(data.get('name')), role: data.get('role') === 'guest' ? 'guest' : 'member' }
}
