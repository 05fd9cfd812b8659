import type { Token } from '@hallpass/core'
import type { Action } from '../plan/action.js'
import { operations, scopeNames } from '../world/declared-scopes.js'
import type { SimulatedTab } from '../world/simulated-tab.js'
import type { SimulatedWorld } from '../world/simulated-world.js'

type InTab = Extract<Action, { tab: number }>

/** What is done in, or to, one tab; one that is frozen can only thaw or go away. */
export function actInTab(world: SimulatedWorld, action: InTab): void {
  const tab = world.tabs[action.tab % world.tabs.length]
  if (tab === undefined) return
  const isRunning = tab.place.standing === 'running'
  if (action.do === 'thaw' && !isRunning) tab.thaw()
  if (action.do === 'crash' || action.do === 'close') goAway(world, tab, action.do === 'close' && isRunning)
  else if (isRunning) useTab(world, tab, action)
}

function goAway(world: SimulatedWorld, tab: SimulatedTab, isTold: boolean): void {
  tab.go(isTold)
  world.tabs.splice(world.tabs.indexOf(tab), 1)
  world.locks.forget(tab)
  if (world.tabs.length === 0) world.openTab().setWatched(true)
}

function useTab(world: SimulatedWorld, tab: SimulatedTab, action: InTab): void {
  switch (action.do) {
    case 'get':
      get(world, tab, action)
      break
    case 'operate':
      operate(world, tab, action.operation)
      break
    case 'reject':
      reject(tab, tokenToReject(tab, action.scope))
      break
    case 'sign-in':
      world.backend.user = action.user
      tab.signIn(action.isNamed ? action.user : undefined)
      break
    case 'sign-out':
    case 'freeze':
    case 'show':
    case 'hide':
      tab[callOf[action.do]]()
      break
    case 'watch':
      tab.setWatched(action.is)
      break
    case 'throttle':
      tab.timers.isThrottled = action.is
      world.tell({ type: 'trouble', of: 'timers' })
  }
}

const callOf = { 'sign-out': 'signOut', freeze: 'freeze', show: 'show', hide: 'hide' } as const

type Get = Extract<Action, { do: 'get' }>

function get(world: SimulatedWorld, tab: SimulatedTab, { scope: index, minValidityShare }: Get): void {
  const name = scopeNames[index] ?? 'wide'
  const scope = world.scopeKeys[name]
  const minValidityMs = minValidityShare * world.lifetimeMs
  if (minValidityMs > 0) world.tell({ type: 'longer-token-wanted', scope })
  tab.get(name, { scope }, () => tab.store.tokens.getToken(name, { minValidityMs }))
}

function operate(world: SimulatedWorld, tab: SimulatedTab, index: number): void {
  const wanted = operations[index]
  if (wanted === undefined) return
  const { operation, scope } = wanted
  const wish = { scope: world.scopeKeys[scope] }
  tab.get(operation.kind, wish, () => tab.store.operations.getTokenFor(operation))
}

function tokenToReject(tab: SimulatedTab, scope: number): Token | undefined {
  const name = scopeNames[scope]
  return name === undefined ? tab.lastGiven() : tab.store.tokens.peekToken(name)
}

function reject(tab: SimulatedTab, token: Token | undefined): void {
  if (token === undefined) return
  tab.reject(token)
  tab.reject(token)
}
