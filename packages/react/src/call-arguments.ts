import type { NamePart } from '@hallpass/core'
import type { SkipToken } from '@tanstack/react-query'

/** Arguments of a name function, any of which may not be known yet. */
export type Skippable<Args extends readonly NamePart[]> = { [Index in keyof Args]: Args[Index] | SkipToken }

/** What follows the definition in a hook's call: the arguments of its name function, and perhaps options. */
export type CallRest<Options extends object> = readonly (NamePart | SkipToken | Options | undefined)[]

export interface CallArguments<Options> {
  /** `undefined` while one of them is `skipToken`. */
  readonly args: readonly NamePart[] | undefined
  readonly options: Options | undefined
}

/** An object in last place is options: arguments of name functions are strings and numbers only. */
export function splitCall<Options extends object>(rest: CallRest<Options>): CallArguments<Options> {
  const last = rest.at(-1)
  return {
    args: rest.some(isSkipped) ? undefined : rest.filter(isNamePart),
    options: typeof last === 'object' ? last : undefined,
  }
}

function isNamePart(value: unknown): value is NamePart {
  return typeof value === 'string' || typeof value === 'number'
}

function isSkipped(value: unknown): value is SkipToken {
  return typeof value === 'symbol'
}
