export { covers } from './covers.js'
export { type DefinedScopes, defineScope, defineScopes } from './define-scope.js'
export type { DefinedScope } from './defined-scope.js'
export type { Authority, Operation } from './operation.js'
export { DEFAULT_MAX_PERMISSIONS, type Parsed, type ParseScopeOptions, parseScope } from './parse-scope.js'
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
export { readScope } from './read-scope.js'
export { MAX_KEY_BYTES, MAX_NAME_BYTES } from './read-selector.js'
export type { ScopeProblem } from './scope-problem.js'
