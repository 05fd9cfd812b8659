import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/room.css'
import './styles/pass.css'
import './styles/pages.css'
import { SessionProvider } from '@hallpass/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.js'
import { startJournal } from './journal/journal.js'
import { session } from './session.js'

const journal = startJournal(session)
// Every message asks how its author appears: a minute-old answer will do.
const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } })
const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no root')

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <SessionProvider session={session}>
        <App journal={journal} />
      </SessionProvider>
    </QueryClientProvider>
  </StrictMode>,
)
