import { parseArgs } from 'node:util'

/** What the command line of the demo asks for. */
export interface DemoFlags {
  readonly port?: number
  readonly lifetimeMs?: number
}

/** Flags as read, or what is wrong with them. */
export type ParsedFlags = { ok: true; value: DemoFlags } | { ok: false; problem: string }

/** Reads `--port 5173` and `--lifetime 60s`. */
export function parseFlags(args: readonly string[]): ParsedFlags {
  try {
    const { values } = parseArgs({ args: [...args], options: flagOptions })
    const flags: { port?: number; lifetimeMs?: number } = {}
    if (values.port !== undefined) flags.port = portFrom(values.port)
    if (values.lifetime !== undefined) flags.lifetimeMs = lifetimeFrom(values.lifetime)
    return { ok: true, value: flags }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : 'the flags cannot be read' }
  }
}

const flagOptions = { port: { type: 'string' }, lifetime: { type: 'string' } } as const

function portFrom(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new RangeError(`--port takes a number up to 65535, not ${text}`)
}

/** An issuer signs for two seconds at least and an hour at most. */
function lifetimeFrom(text: string): number {
  const [, amount, unit = 's'] = /^(\d+)(s|m)?$/.exec(text) ?? []
  const lifetimeMs = Number(amount) * (unit === 'm' ? 60_000 : 1000)
  if (lifetimeMs >= 2000 && lifetimeMs <= 3_600_000) return lifetimeMs
  throw new RangeError(`--lifetime takes 2s to 60m, such as 60s, not ${text}`)
}
