import { createTestWorld, expectNoSecret, type TestWorld } from '@hallpass/testing'
import { describe, expect, it } from 'vitest'
import { createTokenStore } from '../store/create-token-store.js'
import type { TokenStore } from '../store/token-store.js'
import { explain } from './explain.js'
import type { Explanation } from './explanation.js'

const SECRET = 'secret-0001-Zx9QvK3mT7'
const REFUSALS = ['unavailable', 'misconfigured', 'denied'].map(refusal => ({ refusal }))
const TOKEN = { access_token: SECRET, token_type: 'Bearer', expires_in: 60, subject: 'ada' }

interface Run {
  readonly world: TestWorld
  readonly tokens: TokenStore
  readonly explained: () => Explanation
  readonly requestCount: () => number
  /** From now on the backend answers so, after a second. */
  readonly answer: (answer: unknown) => void
}

function begin(seed: number): Run {
  const world = createTestWorld({ seed })
  const { environment } = world.openTab()
  let answer: unknown = TOKEN
  let requestCount = 0
  const source = async () => {
    requestCount++
    await new Promise<void>(resolve => world.outsideTimers.start(1_000, resolve))
    return answer
  }
  const tokens = createTokenStore({ id: 'test', source, environment })
  if (seed % 2 === 0) tokens.subscribe(() => {})
  return {
    ...{ world, tokens },
    explained: () => explain(tokens, undefined, environment.clock),
    requestCount: () => requestCount,
    answer: value => {
      answer = value
    },
  }
}

/** Something happens, by chance. */
async function happen({ world, tokens, answer }: Run): Promise<void> {
  const pick = <T>(...things: readonly T[]): T => things[Math.floor(world.random() * things.length)] as T
  const happening = pick('time', 'time', 'token', 'token', 'refusal', 'sign-out', 'sign-in')
  if (happening === 'token') answer(TOKEN)
  if (happening === 'refusal') answer(pick(...REFUSALS))
  if (happening === 'sign-out') await world.waitFor(tokens.signOut())
  if (happening === 'sign-in') await world.waitFor(tokens.signIn({ subject: 'ada' }))
  await world.advance(pick(300, 5_000, 31_000, 62_000) * world.random())
}

/** What a call comes to before any time passes. */
async function outcomeOf({ world, tokens, requestCount }: Run): Promise<string> {
  const before = requestCount()
  let outcome = ''
  tokens.getToken().then(
    () => {
      outcome = 'serve'
    },
    error => {
      outcome = `reject ${error.code}`
    },
  )
  await world.settle()
  return outcome || (requestCount() > before ? 'ask' : 'wait')
}

function foretold({ answer }: Explanation): string {
  return answer.does === 'reject' ? `reject ${answer.code}` : answer.does
}

describe('in 100 random lives of a store', () => {
  it('what an explanation says of a call is what becomes of it, and it never holds the token', async () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 100; seed++) {
      const run = begin(seed)
      await outcomeOf(run)
      for (let step = 0; step < 12; step++) {
        await happen(run)
        const explanation = run.explained()
        expectNoSecret({ explanation }, [SECRET])
        const outcome = await outcomeOf(run)
        expect(outcome, `seed ${seed}, step ${step}: ${explanation.sentence}`).toBe(foretold(explanation))
        seen.add(outcome)
      }
    }
    expect([...seen].sort()).toEqual([
      'ask',
      'reject denied',
      'reject misconfigured',
      'reject signed-out',
      'reject unavailable',
      'serve',
      'wait',
    ])
  }, 30_000)
})
