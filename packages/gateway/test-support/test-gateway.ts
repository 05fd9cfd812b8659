import { type Authority, defineScope, type Permission } from '@hallpass/core/scope'
import { generateSigningKey, localIssuer } from '@hallpass/server'
import { onTestFinished } from 'vitest'
import type { HistoryLimits } from '../src/engine/topic-log.js'
import { type RunningGateway, startGateway } from '../src/start-gateway.js'
import { createVirtualTime, type VirtualTime } from './virtual-time.js'

/** A gateway on a free port whose time stands still, and what mints tokens for it. */
export interface TestGateway extends RunningGateway {
  readonly time: VirtualTime
  readonly logged: readonly string[]
  /** An envelope token. @default lives 60 seconds */
  mint(permissions: readonly Permission[] | 'super-user', life?: TokenLife): Promise<string>
  /** A request with this token, if any. */
  call(path: string, init?: RequestInit & { token?: string }): Promise<Response>
}

export interface TokenLife {
  readonly lifetimeMs?: number
  readonly tokenId?: string
}

/** Identifies the issuer in tokens of {@link TestGateway.mint}. */
export const names = { issuer: 'test-issuer', audience: 'test-gateway' }

/** One key for all gateways of a test file. */
export const signingKey = await generateSigningKey()

export const chatMember: Permission = {
  role: 'publishsubscribe',
  cache: 'chat',
  topic: { namePrefix: 'room-' },
}
export const chatGuest: Permission = { role: 'subscribeonly', cache: 'chat', topic: { namePrefix: 'room-' } }
export const profileWriter: Permission = { role: 'readwrite', cache: 'profiles' }

/** Starts one for the test that runs, and stops it after. */
export async function startTestGateway(history: Partial<HistoryLimits> = {}): Promise<TestGateway> {
  const time = createVirtualTime()
  const logged: string[] = []
  const { publicJwk } = signingKey
  const log = (line: string) => void logged.push(line)
  const gateway = await startGateway({ port: 0, keys: { publicJwk, ...names }, history, ...time, log })
  onTestFinished(() => gateway.stop())
  return {
    ...gateway,
    time,
    logged,
    mint: async (permissions, life) => mintFor(gateway, time, { authority: authorityOf(permissions), life }),
    call: (path, { token, ...init } = {}) => {
      const headers = new Headers(init.headers)
      if (token !== undefined) headers.set('authorization', token)
      return fetch(gateway.url + path, { ...init, headers })
    },
  }
}

function authorityOf(permissions: readonly Permission[] | 'super-user'): Authority {
  return permissions === 'super-user' ? permissions : defineScope({ permissions })
}

async function mintFor(
  { url }: RunningGateway,
  { clock }: VirtualTime,
  { authority, life }: { authority: Authority; life: TokenLife | undefined },
): Promise<string> {
  const issuer = localIssuer({ signingKey: signingKey.privateJwk, ...names, endpoint: url, clock })
  const order = { authority, subject: 'ada', lifetimeMs: life?.lifetimeMs ?? 60_000, tokenId: life?.tokenId }
  return (await issuer.issue(order)).token
}

/** The JWT inside an envelope: what Momento's clients put on the wire. */
export function innerJwt(envelope: string): string {
  const { api_key: jwt } = JSON.parse(Buffer.from(envelope, 'base64').toString())
  return jwt
}
