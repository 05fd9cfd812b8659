import type { Browser } from 'playwright-core'
import { formatSpread } from '../report/format-figure.js'
import { renderTable } from '../report/render-table.js'
import { type Spread, spreadOf } from '../report/spread.js'
import { renderVerdict } from '../report/verdict.js'
import type { PageName } from './build-pages.js'
import { answerDelayMs, type ServedPages } from './serve-pages.js'
import { startTabsAtOnce, type TabsOutcome } from './tabs-at-once.js'

const tabCount = 20
const rounds = 3

const clients: readonly { readonly name: string; readonly page: PageName }[] = [
  { name: 'hallpass getToken', page: 'hallpass-tab' },
  { name: '@supabase/auth-js getSession', page: 'supabase-tab' },
  { name: '@auth0/auth0-spa-js getTokenSilently', page: 'auth0-tab' },
  { name: 'oidc-client-ts signinSilent', page: 'oidc-tab' },
]

/** Tabs that start at one instant with no token among them, client by client, in turns. */
export async function reportTabs(
  browser: Browser,
  served: ServedPages,
  print: (text: string) => void,
): Promise<void> {
  print(
    `${tabCount} tabs that start at once without a token; the token endpoint answers after ${answerDelayMs} ms`,
  )
  const outcomes = clients.map((): TabsOutcome[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { page }] of clients.entries()) {
      outcomes[index]?.push(await startTabsAtOnce(browser, served, page, tabCount))
    }
  }
  const head = ['client', 'token requests', 'different tokens', 'first tab has one', 'all tabs have one']
  print(renderTable(head, outcomes.map(rowOf)))
  const measured = spread(outcomes[0] ?? [], 'requestCount')
  const claim = `token requests of ${tabCount} tabs`
  print(renderVerdict({ claim, measured, figure: 'count', relation: 'at most', limit: 1 }))
}

function rowOf(outcomes: readonly TabsOutcome[], index: number): readonly string[] {
  return [
    clients[index]?.name ?? '',
    formatSpread(spread(outcomes, 'requestCount'), 'count'),
    formatSpread(spread(outcomes, 'tokenCount'), 'count'),
    formatSpread(spread(outcomes, 'firstMs'), 'duration'),
    formatSpread(spread(outcomes, 'allMs'), 'duration'),
  ]
}

function spread(outcomes: readonly TabsOutcome[], figure: keyof TabsOutcome): Spread {
  return spreadOf(outcomes.map(outcome => outcome[figure]))
}
