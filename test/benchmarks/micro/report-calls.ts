import { formatFigure, formatSpread } from '../report/format-figure.js'
import { renderTable } from '../report/render-table.js'
import { ratiosByRound, spreadOf } from '../report/spread.js'
import { renderVerdict, type Target } from '../report/verdict.js'
import { type CrowdedStore, crowdedStore } from './crowded-store.js'
import { type Measured, measureInterleaved } from './measure-interleaved.js'
import { auth0Subject } from './peers/auth0-subject.js'
import { oidcSubject } from './peers/oidc-subject.js'
import { supabaseSubject } from './peers/supabase-subject.js'
import { processorMs } from './processor-time.js'
import { awaitedSubject, directSubject, type Subject } from './subject.js'

const scopeCounts = [1, 100, 10_000] as const
const rounds = 15
const turnMs = 25
const peekLimitMs = 0.001
const getLimitMs = 0.005

/** Calls that have nothing to wait for: a valid token is at hand. */
export async function reportCalls(print: (text: string) => void): Promise<void> {
  print('Calls with a valid token at hand, in Node, by processor time')
  const stores = await filledStores(print)
  const ours = stores.flatMap(([count, store]) => callsOf(store, count.toLocaleString('en')))
  const oidc = await oidcSubject()
  const peers = [supabaseSubject(), auth0Subject(), oidc.subject]
  const nothing = awaitedSubject('(awaiting nothing)', async () => 0)
  const options = { rounds, turnMs, nowMs: processorMs }
  const measured = await measureInterleaved([...ours, ...peers, nothing], options)
  const touchCount = await touchesOfCalls(stores[0][1])
  for (const [, { tokens }] of stores) tokens.dispose()
  await oidc.stop()

  const row = ({ name, perCallMs }: Measured) => [name, formatSpread(spreadOf(perCallMs), 'duration')]
  print(renderTable(['call', `median of ${rounds} rounds (range)`], measured.map(row)))
  const names = new Set(peers.map(({ name }) => name))
  print(callTargets(measured, names, touchCount).map(renderVerdict).join('\n'))
}

async function filledStores(print: (text: string) => void) {
  const filled = async (count: number): Promise<[number, CrowdedStore]> => [count, await crowdedStore(count)]
  const [one, hundred, many] = scopeCounts
  const stores = [await filled(one), await filled(hundred), await filled(many)] as const
  const times = stores.map(
    ([count, { filledInMs }]) => `${count.toLocaleString('en')}: ${formatFigure(filledInMs, 'duration')}`,
  )
  print(`scopes, and the time to restore all their tokens one after another: ${times.join(', ')}`)
  return stores
}

function callsOf({ tokens, nextName, nextScope }: CrowdedStore, count: string): readonly Subject[] {
  return [
    directSubject(`peekToken(name), scopes: ${count}`, () => tokens.peekToken(nextName())),
    directSubject(`peekToken(defined scope), scopes: ${count}`, () => tokens.peekToken(nextScope())),
    awaitedSubject(`getToken(name), scopes: ${count}`, () => tokens.getToken(nextName())),
    awaitedSubject(`getToken(defined scope), scopes: ${count}`, () => tokens.getToken(nextScope())),
  ]
}

/** What a thousand calls reach for outside memory. */
async function touchesOfCalls({ tokens, outside, nextName }: CrowdedStore): Promise<number> {
  const before = outside.touchCount()
  for (let made = 0; made < 1000; made += 1) await tokens.getToken(nextName())
  return outside.touchCount() - before
}

function callTargets(
  measured: readonly Measured[],
  peers: ReadonlySet<string>,
  touchCount: number,
): readonly Target[] {
  const of = (prefix: string) => measured.filter(({ name }) => name.startsWith(prefix))
  const timed = (limit: number) => (call: Measured) => ({
    ...{ claim: call.name, measured: spreadOf(call.perCallMs), limit },
    ...({ figure: 'duration', relation: 'under' } as const),
  })
  return [
    ...of('peekToken').map(timed(peekLimitMs)),
    ...of('getToken').map(timed(getLimitMs)),
    ...comparisons(
      of('getToken(name)'),
      measured.filter(({ name }) => peers.has(name)),
    ),
    {
      ...{ claim: 'reaches outside memory in 1,000 getToken calls', measured: spreadOf([touchCount]) },
      ...({ figure: 'count', relation: 'at most', limit: 0 } as const),
    },
  ]
}

/** Each call beside the peer that comes closest to beating it: slower than no peer is at most once its time. */
function comparisons(ours: readonly Measured[], peers: readonly Measured[]): readonly Target[] {
  return ours.map(call => {
    const beside = peers.map(peer => ({
      peer,
      ratio: spreadOf(ratiosByRound(call.perCallMs, peer.perCallMs)),
    }))
    const closest = beside.reduce((a, b) => (b.ratio.median > a.ratio.median ? b : a))
    return {
      ...{ claim: `${call.name}, beside ${closest.peer.name}`, measured: closest.ratio, limit: 1 },
      ...({ figure: 'ratio', relation: 'at most' } as const),
    }
  })
}
