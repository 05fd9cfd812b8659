import { type Authority, parseScope } from '@hallpass/core/scope'
import { defaultMaxLifetimeMs, minLifetimeMs } from '@hallpass/server'
import { GatewayError } from '../errors/gateway-error.js'
import { defaultKeysFolder } from '../keys/development-keys.js'
import { defaultPort } from '../start-gateway.js'
import { parseOptions } from './parse-options.js'

/** What `hallpass token mint` is asked for. */
export interface MintOrder {
  readonly authority: Authority
  readonly lifetimeMs: number
  readonly subject: string
  readonly endpoint: string
  readonly keysFolder: string
}

/** Reads the arguments of `hallpass token mint`. @throws GatewayError `usage` */
export function parseMintOrder(args: readonly string[]): MintOrder {
  const values = parseOptions(args, mintOptions)
  return {
    authority: parseAuthority(values),
    lifetimeMs: parseLifetimeMs(values.lifetime ?? '60s'),
    subject: values.subject ?? 'developer',
    endpoint: values.endpoint ?? `http://127.0.0.1:${defaultPort}`,
    keysFolder: values.keys ?? defaultKeysFolder,
  }
}

const mintOptions = {
  cache: { type: 'string' },
  topic: { type: 'string' },
  'topic-prefix': { type: 'string' },
  key: { type: 'string' },
  'key-prefix': { type: 'string' },
  role: { type: 'string' },
  lifetime: { type: 'string' },
  subject: { type: 'string' },
  endpoint: { type: 'string' },
  keys: { type: 'string' },
  'super-user': { type: 'boolean' },
} as const

type MintValues = ReturnType<typeof parseOptions<typeof mintOptions>>

function parseAuthority(values: MintValues): Authority {
  if (values['super-user']) return superUser(values)
  if (values.cache === undefined || values.role === undefined) {
    throw new GatewayError('usage', 'Say --cache and --role, or --super-user. See hallpass --help.')
  }
  const permission = { role: values.role, cache: values.cache, ...parseTarget(values) }
  const parsed = parseScope({ permissions: [permission] })
  if (parsed.ok) return parsed.value
  const where = parsed.problem.path.replace('permissions[0].', '')
  throw new GatewayError('usage', `No such permission: ${where} ${parsed.problem.message}.`)
}

function superUser(values: MintValues): 'super-user' {
  const { cache, role } = values
  if (cache !== undefined || role !== undefined || parseTarget(values) !== undefined) {
    throw new GatewayError('usage', '--super-user may do everything; say no cache and no role beside it.')
  }
  return 'super-user'
}

function parseTarget(values: MintValues): { topic: unknown } | { item: unknown } | undefined {
  const { topic, key, 'topic-prefix': namePrefix, 'key-prefix': keyPrefix } = values
  const targets = [
    topic !== undefined && { topic },
    namePrefix !== undefined && { topic: { namePrefix } },
    key !== undefined && { item: key },
    keyPrefix !== undefined && { item: { keyPrefix } },
  ].filter(target => target !== false)
  if (targets.length > 1) {
    throw new GatewayError('usage', 'Say one of --topic, --topic-prefix, --key and --key-prefix.')
  }
  return targets[0]
}

const unitMs = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
])

function parseLifetimeMs(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? []
  const lifetimeMs = Number(digits) * (unitMs.get(unit) ?? 0)
  if (lifetimeMs >= minLifetimeMs && lifetimeMs <= defaultMaxLifetimeMs) return lifetimeMs
  throw new GatewayError('usage', '--lifetime must be from 2s to 1h, such as 90s or 5m.')
}
