import type { DefinedScope, TokenSource } from '@hallpass/core'
import type { TestWorld } from '@hallpass/testing'

/** A backend in virtual time: what it answers, how long it takes, and what it has seen. */
export interface FakeSource {
  readonly source: TokenSource
  readonly requests: FakeRequest[]
  /** The most requests that were ever under way at once. */
  mostAtOnce(): number
  /** How the next and all later requests are answered. */
  answer: (request: FakeRequest) => unknown
  delayMs: number
  signOutAnswer: 'yes' | 'failed' | 'not-offered'
  signOuts: number
}

export interface FakeRequest {
  readonly number: number
  readonly at: number
  readonly reason: string
  readonly scope: DefinedScope | undefined
}

export function createFakeSource(world: TestWorld, { lifetimeSec = 60, subject = 'ada' } = {}): FakeSource {
  let underWay = 0
  let most = 0
  const fake: FakeSource = {
    requests: [],
    mostAtOnce: () => most,
    answer: ({ number }) => ({
      access_token: secretOf(number),
      token_type: 'Bearer',
      expires_in: lifetimeSec,
      subject,
    }),
    delayMs: 100,
    signOutAnswer: 'yes',
    signOuts: 0,
    source: Object.assign(
      async ({ reason, scope }: { reason: string; scope?: DefinedScope }) => {
        const request = { number: fake.requests.length + 1, at: world.trueNow(), reason, scope }
        fake.requests.push(request)
        most = Math.max(most, ++underWay)
        await new Promise<void>(resolve => world.outsideTimers.start(fake.delayMs, resolve))
        underWay--
        return fake.answer(request)
      },
      {
        signOut: async () => {
          fake.signOuts++
          return fake.signOutAnswer
        },
      },
    ),
  }
  return fake
}

export function secretOf(number: number): string {
  return `secret-${String(number).padStart(4, '0')}-Zx9QvK3mT7`
}

/** A source's refusal, as `tokenEndpoint` would report the status. */
export function refusing(refusal: 'signed-out' | 'denied' | 'misconfigured' | 'unavailable') {
  return () => ({ refusal })
}
