import type { DefinedScope } from './defined-scope.js'
import { explainScope } from './explain-scope.js'
import { readScope } from './read-scope.js'
import type { ScopeProblem } from './scope-problem.js'

/** How many permissions a scope may have unless told otherwise. */
export const DEFAULT_MAX_PERMISSIONS = 10

/** What {@link parseScope} may be told. */
export interface ParseScopeOptions {
  /** @default 10 */
  readonly maxPermissions?: number
}

/** What a parser made of a value. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ScopeProblem }

/**
 * Reads a scope from outside, such as a request, and says what is wrong with it where it is none. It takes all of it or
 * nothing: an unknown field, role or form of selector refuses the whole.
 */
export function parseScope(
  value: unknown,
  { maxPermissions = DEFAULT_MAX_PERMISSIONS }: ParseScopeOptions = {},
): Parsed<DefinedScope> {
  const scope = readScope(value, maxPermissions)
  return scope ? { ok: true, value: scope } : { ok: false, problem: explainScope(value, maxPermissions) }
}
