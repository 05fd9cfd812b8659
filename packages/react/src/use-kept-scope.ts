'use client'
import type { ScopeArgument } from '@hallpass/core'
import { useKept } from './use-kept.js'

/** The same scope for as long as it says the same, also when it is defined anew in every render. */
export function useKeptScope(scope: ScopeArgument | undefined): ScopeArgument | undefined {
  return useKept(scope, typeof scope === 'object' ? `defined:${scope.key}` : `declared:${scope ?? ''}`)
}
