/** What points at what: each node with all the nodes it points at. */
export type ImportGraph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * Groups of nodes that reach each other, so that none can be read, tested or moved without all the others; each
 * written as one closed path. Found as strongly connected components (Tarjan 1972).
 */
export function importCycles(graph: ImportGraph): readonly string[] {
  const search: Search = { graph, indexes: new Map(), lows: new Map(), stack: [], components: [] }
  for (const node of graph.keys()) {
    if (!search.indexes.has(node)) visit(search, node)
  }
  return search.components.filter(nodes => nodes.length > 1).map(nodes => [...nodes, nodes[0]].join(' → '))
}

interface Search {
  readonly graph: ImportGraph
  readonly indexes: Map<string, number>
  readonly lows: Map<string, number>
  readonly stack: string[]
  readonly components: string[][]
}

function visit(search: Search, node: string): void {
  const index = search.indexes.size
  search.indexes.set(node, index)
  search.lows.set(node, index)
  search.stack.push(node)
  for (const next of search.graph.get(node) ?? []) {
    if (!search.indexes.has(next)) visit(search, next)
    if (search.stack.includes(next)) lower(search.lows, node, search.lows.get(next) ?? index)
  }
  if (search.lows.get(node) === index) {
    search.components.push(search.stack.splice(search.stack.indexOf(node)))
  }
}

function lower(lows: Map<string, number>, node: string, bound: number): void {
  lows.set(node, Math.min(lows.get(node) ?? bound, bound))
}
