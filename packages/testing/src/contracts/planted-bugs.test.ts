import type { DecodeJwt, Fetch, Lifecycle, Network, Random, Timers } from '@hallpass/core'
import { expect, it } from 'vitest'
import { createTestWorld } from '../world/create-test-world.js'
import { createSeededRandom } from '../world/seeded-random.js'
import { clockContract } from './clock-contract.js'
import type { ContractCase } from './contract-case.js'
import { decodeJwtContract } from './decode-jwt-contract.js'
import { fetchContract } from './fetch-contract.js'
import { lifecycleContract } from './lifecycle-contract.js'
import { networkContract } from './network-contract.js'
import { randomContract } from './random-contract.js'
import { timersContract } from './timers-contract.js'

const world = createTestWorld()
const tab = world.openTab()
const { network, fetch, decodeJwt, timers } = tab.environment

const withClock = (nowMs: () => number) =>
  clockContract(() => ({ clock: { now: nowMs, monotonicMs: nowMs }, pass: world.advance }))

const withTimers = (start: Timers['start']) =>
  timersContract(() => ({ timers: { start }, nowMs: world.clock.monotonicMs, pass: world.advance }))

const withLifecycle = (plant: (lifecycle: Lifecycle) => Partial<Lifecycle>) =>
  lifecycleContract(() => {
    const { environment, ...steps } = world.openTab()
    const lifecycle = { ...environment.lifecycle, ...plant(environment.lifecycle) }
    return { lifecycle, ...steps, pause: steps.freeze, goOn: steps.thaw }
  })

const withNetwork = (bug: Partial<Network>) =>
  networkContract(() => ({ network: { ...network, ...bug }, interrupt: tab.goOnline }))

const withFetch = (bug: Fetch) =>
  fetchContract(() => ({
    fetch: bug,
    url: 'https://service.example/',
    answerWith: handler => world.network.serve('https://service.example/', handler),
  }))

const withJwt = (bug: DecodeJwt) => decodeJwtContract(() => bug)
const withRandom = (first: Random, second: Random) => randomContract(() => [first, second])

const deaf = (): (() => void) => () => {}
const endless = ({ subscribe }: Lifecycle): Partial<Lifecycle> => ({
  subscribe: listener => {
    subscribe(listener)
    return deaf()
  },
})

it.each<[bug: string, cases: readonly ContractCase[], claim: string]>([
  ['a clock in seconds', withClock(() => world.clock.now() / 1_000), 'counts epoch milliseconds'],
  ['a clock that stands', withClock(() => 1_900_000_000_000), 'goes forward'],
  ['a clock that goes back', withClock(countdown()), 'never goes back'],
  ['early timers', withTimers((ms, fire) => timers.start(ms / 2, fire)), 'fire once and not early'],
  ['timers that repeat', withTimers(startTwice), 'fire once and not early'],
  ['timers that cannot be stopped', withTimers(startForGood), 'stopped'],
  ['timers that fire at once', withTimers(fireAtOnce), 'never fire within the call'],
  ['timers of one delay', withTimers((_, fire) => timers.start(30, fire)), 'in the order they are due'],
  ['timers that never fire', withTimers(deaf), 'are soon'],
  ['an app always visible', withLifecycle(() => ({ visibility: () => 'visible' })), 'can be seen'],
  ['a lifecycle that says nothing', withLifecycle(() => ({ subscribe: deaf })), 'stands still'],
  ['a lifecycle that does not stop', withLifecycle(endless), 'until they stop'],
  ['an origin with a path', withNetwork({ origin: 'https://app.example/' }), 'has an origin'],
  ['a network that says nothing', withNetwork({ subscribe: deaf }), 'came back'],
  ['a fetch that sends no body', withFetch(url => fetch(url, { method: 'POST' })), 'carries method'],
  ['a fetch that rejects by status', withFetch(rejectByStatus), 'every status'],
  ['a fetch with errors of its own', withFetch(failAnew), 'TypeError'],
  [
    'a fetch without signals',
    withFetch((url, init) => fetch(url, { ...init, signal: null })),
    'a signal that aborts',
  ],
  ['a fetch that sends what is aborted', withFetch(sendFirst), 'sends nothing'],
  ['claims as Latin-1', withJwt(jwt => JSON.parse(atob(jwt.split('.')[1] ?? ''))), 'every script'],
  ['claims as base64', withJwt(jwt => decodeJwt(jwt.replace(/[-_]/g, 'A'))), 'base64url'],
  ['errors that quote', withJwt(quote), 'quotes nothing'],
  ['no errors', withJwt(() => ({})), 'throws on what is no JWT'],
  ['random numbers up to one', withRandom(() => 1, Math.random), 'below one'],
  ['low random numbers', withRandom(() => Math.random() / 2, Math.random), 'every tenth'],
  ['one seed', randomContract(() => [createSeededRandom(1), createSeededRandom(1)]), 'different ones'],
])('a contract catches %s', async (_, cases, claim) => {
  const broken: string[] = []
  for (const { name, run } of cases) await run().catch(() => broken.push(name))
  expect(broken).toContainEqual(expect.stringContaining(claim))
})

function countdown(): () => number {
  let left = 1_900_000_000_000
  return () => left--
}

function startForGood(delayMs: number, fire: () => void): () => void {
  timers.start(delayMs, fire)
  return deaf()
}

function fireAtOnce(_: number, fire: () => void): () => void {
  fire()
  return deaf()
}

function startTwice(delayMs: number, fire: () => void): () => void {
  timers.start(delayMs, fire)
  return timers.start(delayMs, fire)
}

async function rejectByStatus(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (!response.ok) throw new TypeError(`status ${response.status}`)
  return response
}

function failAnew(url: string, init?: RequestInit): Promise<Response> {
  return fetch(url, init).catch(() => {
    throw new Error('offline')
  })
}

async function sendFirst(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, signal: null })
  init?.signal?.throwIfAborted()
  return response
}

function quote(jwt: string): unknown {
  try {
    return decodeJwt(jwt)
  } catch {
    throw new Error(`not a JWT: ${jwt}`)
  }
}
