export { covers } from './covers.js'
export { type DefinedScopes, defineScope, defineScopes } from './define-scope.js'
export type { DefinedScope } from './defined-scope.js'
export type { Authority, Operation } from './operation.js'
export { DEFAULT_MAX_PERMISSIONS, type ParseScopeOptions, parseScope } from './parse-scope.js'
export { MAX_KEY_BYTES, MAX_NAME_BYTES } from './parse-selector.js'
export type {
  CachePermission,
  CacheRole,
  ItemSelector,
  NameSelector,
  Permission,
  Scope,
  TopicPermission,
  TopicRole,
  TopicSelector,
} from './permission.js'
export { permits } from './permits.js'
export type { Parsed, ScopeProblem } from './scope-problem.js'
