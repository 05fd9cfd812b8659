import { canonicalPermission } from './canonical-permission.js'
import type { Permission, Scope } from './permission.js'
import { joinRules, keyOfRule, type Rule } from './rule.js'

/**
 * A scope that was checked once and is spelled the one canonical way; only `defineScope` and `parseScope` make one.
 * JSON and structured clones of it are plain scopes, `{ permissions: […] }`, which `parseScope` makes equal ones of.
 */
export class DefinedScope implements Scope {
  readonly permissions: readonly Permission[]
  readonly #rules: readonly Rule[]
  readonly #key: string

  /** @internal */
  constructor(rules: readonly Rule[]) {
    this.#rules = joinRules(rules)
    this.#key = this.#rules.map(keyOfRule).join()
    this.permissions = Object.freeze(this.#rules.map(canonicalPermission))
    Object.freeze(this)
  }

  /**
   * Equal exactly for scopes that say the same, in whatever order and spelling, such as
   * `publishsubscribe:chat/room-*,readwrite:profiles/*`. Printable ASCII without spaces, and never without a colon.
   */
  get key(): string {
    return this.#key
  }

  /** @internal */
  static rulesOf(scope: DefinedScope): readonly Rule[] {
    return scope.#rules
  }
}
