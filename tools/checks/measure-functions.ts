import { parseSync } from 'oxc-parser'
import { walk } from 'oxc-walker'
import { lineAt } from './imports-of.js'
import type { RepositoryFile } from './repository-files.js'

/** The size of one function, methods and arrow functions included. */
export interface FunctionShape {
  readonly place: string
  readonly name: string
  readonly lineCount: number
  /** How deep branches and loops stand in each other; `else if` stands beside its `if`, not in it. */
  readonly nesting: number
  readonly parameterCount: number
}

/** Measures every function of a file. A function inside another counts for both, but its nesting starts anew. */
export function measureFunctions(file: RepositoryFile): readonly FunctionShape[] {
  const shapes: FunctionShape[] = []
  const open: OpenFunction[] = []
  walk(parseSync(file.path, file.text).program, {
    enter(node, parent) {
      if (isFunction(node)) open.push({ node, name: nameOf(node, parent), depth: 0, nesting: 0 })
      const current = open.at(-1)
      if (current && deepens(node, parent)) {
        current.depth += 1
        current.nesting = Math.max(current.nesting, current.depth)
      }
    },
    leave(node, parent) {
      const current = open.at(-1)
      if (current === undefined) return
      if (deepens(node, parent)) current.depth -= 1
      if (current.node === node) shapes.push(shapeOf(file, current))
      if (current.node === node) open.pop()
    },
  })
  return shapes
}

type Enter = NonNullable<NonNullable<Parameters<typeof walk>[1]>['enter']>
type Node = Parameters<Enter>[0]
type Parent = Parameters<Enter>[1]
type FunctionNode = Extract<Node, { params: unknown; body: unknown }>

interface OpenFunction {
  readonly node: FunctionNode
  readonly name: string
  depth: number
  nesting: number
}

function isFunction(node: Node): node is FunctionNode {
  const { type } = node
  return type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression'
}

function nameOf(node: FunctionNode, parent: Parent): string {
  if ('id' in node && node.id) return node.id.name
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  const isKeyed = parent?.type === 'MethodDefinition' || parent?.type === 'Property'
  return isKeyed && parent.key.type === 'Identifier' ? parent.key.name : '(anonymous)'
}

const deepening: ReadonlySet<string> = new Set([
  ...['IfStatement', 'SwitchStatement', 'WhileStatement', 'DoWhileStatement'],
  ...['ForStatement', 'ForInStatement', 'ForOfStatement'],
])

function deepens(node: Node, parent: Parent): boolean {
  const isElseIf = node.type === 'IfStatement' && parent?.type === 'IfStatement' && parent.alternate === node
  return deepening.has(node.type) && !isElseIf
}

function shapeOf(file: RepositoryFile, { node, name, nesting }: OpenFunction): FunctionShape {
  const firstLine = lineAt(file.text, node.start)
  return {
    place: `${file.path}:${firstLine}`,
    name,
    lineCount: lineAt(file.text, node.end) - firstLine + 1,
    nesting,
    parameterCount: node.params.length,
  }
}
