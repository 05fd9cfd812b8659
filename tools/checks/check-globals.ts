/**
 * Core, the transports and the hooks take the outside world from the `Environment` handed to them; only core's own
 * `environment/` folder may reach for it. One `Date.now()` elsewhere and the virtual clock of the tests is no longer
 * the clock; one `window` and the package no longer runs in React Native. Names are resolved by scope: a parameter
 * called `fetch` is welcome, the global of that name is not.
 */
import { parseSync } from 'oxc-parser'
import { isReferenceIdentifier, ScopeTracker, walk } from 'oxc-walker'
import type { Check } from './check.js'
import { lineAt } from './imports-of.js'
import { isSource, isTest, type RepositoryFile, readRepositoryFiles } from './repository-files.js'

export const checkGlobals: Check = async root => {
  const files = await readRepositoryFiles(root, path => isSource(path) && isGuarded(path))
  return { problems: files.flatMap(findGlobalTouches), summary: `${files.length} files, no global touched` }
}

/** Whether this check looks at a file at all. */
export function isGuarded(path: string): boolean {
  return (
    guardedFolders.some(folder => path.startsWith(folder)) && !path.startsWith(openFolder) && !isTest(path)
  )
}

/** Every place where a file reaches for the outside world. */
export function findGlobalTouches(file: RepositoryFile): readonly string[] {
  const { program } = parseSync(file.path, file.text)
  const scopeTracker = new ScopeTracker({ preserveExitedScopes: true })
  walk(program, { scopeTracker })
  scopeTracker.freeze()
  const touches: string[] = []
  walk(program, {
    scopeTracker,
    enter(node, parent) {
      if (isTypeOnly(node.type)) return this.skip()
      const name = touchedName(node, parent)
      if (name === undefined || scopeTracker.isDeclared(name.split('.', 1).join(''))) return
      touches.push(`${file.path}:${lineAt(file.text, node.start)} reaches for ${name}`)
    },
  })
  return touches
}

type Enter = NonNullable<NonNullable<Parameters<typeof walk>[1]>['enter']>
type Node = Parameters<Enter>[0]
type Parent = Parameters<Enter>[1]

const guardedFolders = ['packages/core/src/', 'packages/momento/src/', 'packages/react/src/']
const openFolder = 'packages/core/src/environment/'

const deniedGlobals: ReadonlySet<string> = new Set([
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'],
  ...['queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback', 'crypto', 'fetch', 'XMLHttpRequest'],
  ...[
    'WebSocket',
    'EventSource',
    'window',
    'document',
    'navigator',
    'location',
    'history',
    'addEventListener',
  ],
  ...['removeEventListener', 'localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'],
  ...[
    'MessageChannel',
    'Worker',
    'SharedWorker',
    'console',
    'globalThis',
    'self',
    'global',
    'process',
    'require',
  ],
  ...['Buffer', 'Deno', 'Bun'],
])

/** Globals that are pure but for one function of theirs. */
const deniedMembers: ReadonlySet<string> = new Set(['Math.random', 'AbortSignal.timeout'])

/** Types vanish; the wrappers below hold an expression, which stays. */
function isTypeOnly(type: string): boolean {
  return type.startsWith('TS') && !expressionWrappers.has(type)
}

const expressionWrappers: ReadonlySet<string> = new Set([
  ...['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion'],
  ...['TSInstantiationExpression', 'TSParameterProperty', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember'],
])

function touchedName(node: Node, parent: Parent): string | undefined {
  if (node.type === 'MemberExpression') return deniedMember(node)
  if (node.type !== 'Identifier' || !deniedGlobals.has(node.name)) return undefined
  return isReferenceIdentifier(node, parent) ? node.name : undefined
}

function deniedMember(node: Node & { type: 'MemberExpression' }): string | undefined {
  const { object, property } = node
  if (object.type !== 'Identifier') return undefined
  const key =
    property.type === 'Literal' ? property.value : property.type === 'Identifier' ? property.name : undefined
  const name = `${object.name}.${String(key)}`
  return deniedMembers.has(name) ? name : undefined
}
