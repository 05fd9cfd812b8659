import { type ParseArgsConfig, parseArgs } from 'node:util'
import { GatewayError } from '../errors/gateway-error.js'

type OptionTable = NonNullable<ParseArgsConfig['options']>
type OptionValues<T extends OptionTable> = ReturnType<
  typeof parseArgs<{ options: T; strict: true }>
>['values']

/** Options by name; no other option and no other argument. @throws GatewayError `usage` */
export function parseOptions<const T extends OptionTable>(
  args: readonly string[],
  options: T,
): OptionValues<T> {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\n|\. /)[0] : 'the arguments are wrong'
    throw new GatewayError('usage', `${reason}. See hallpass --help.`)
  }
}

/** A whole number from an option; `undefined` stays so. @throws GatewayError `usage` */
export function parseCount(text: string | undefined, name: string, range: CountRange): number | undefined {
  if (text === undefined) return undefined
  const count = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (count >= range.min && count <= range.max) return count
  throw new GatewayError('usage', `--${name} must be a whole number from ${range.min} to ${range.max}.`)
}

interface CountRange {
  readonly min: number
  readonly max: number
}
