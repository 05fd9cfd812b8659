import { parseArgs } from 'node:util'

/** What `pnpm simulate` was asked for. */
export interface SimulateFlags {
  readonly runs: number
  readonly seed: number
  readonly workers: number
  /** Leads to one failure of the seed, which is run again and told in full. */
  readonly path: string | undefined
  /** Sources of core to simulate instead of those here. */
  readonly core: string | undefined
  readonly planted: 'none' | 'all' | { readonly name: string }
}

/** @throws TypeError for a flag that is not known, or a number that is none */
export function parseSimulateFlags(args: readonly string[]): SimulateFlags {
  const { values, positionals } = parseArgs({
    args: args.filter(argument => argument !== '--'),
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      path: { type: 'string' },
      core: { type: 'string' },
      planted: { type: 'boolean', default: false },
    },
  })
  const name = positionals[0]
  if (name !== undefined && !values.planted) throw new TypeError(`what is ${JSON.stringify(name)}?`)
  return {
    runs: countFrom('runs', values.runs ?? '20000'),
    seed: countFrom('seed', values.seed),
    workers: countFrom('workers', values.workers),
    ...{ path: values.path, core: values.core },
    planted: values.planted ? (name === undefined ? 'all' : { name }) : 'none',
  }
}

function countFrom(flag: string, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new TypeError(`--${flag}: a whole number`)
  return value
}
