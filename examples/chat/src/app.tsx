import type { ReactElement } from 'react'
import { SignInPage } from './account/sign-in-page.js'
import { useAccount } from './account/use-account.js'
import { assertNever } from './assert-never.js'
import { ChatPage } from './chat-page.js'
import type { Journal } from './journal/journal.js'

/** The sign-in page or the chat, by who is here. */
export function App({ journal }: { readonly journal: Journal }): ReactElement {
  const state = useAccount()
  switch (state.status) {
    case 'looking':
      return <Waiting words="Looking for your pass." />
    case 'unreachable':
      return <Waiting words="The backend does not answer. It is asked again every few seconds." />
    case 'nobody':
      return <SignInPage />
    case 'somebody':
      return <ChatPage key={state.account.subject} account={state.account} journal={journal} />
    default:
      return assertNever(state)
  }
}

function Waiting({ words }: { readonly words: string }) {
  return (
    <main className="page">
      <p className="waiting" role="status">
        {words}
      </p>
    </main>
  )
}
