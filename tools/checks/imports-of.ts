import { parseSync, Visitor } from 'oxc-parser'
import type { RepositoryFile } from './repository-files.js'

/** One thing a file names from outside itself. */
export interface Import {
  readonly specifier: string
  readonly line: number
}

/** Stands for the specifier of a dynamic import that is computed while the program runs. */
const computedSpecifier = '(computed)'

/**
 * Every import of a file, in every spelling: static, dynamic, re-exported, type-only, `import('…').Type` and
 * `import x = require('…')`.
 */
export function importsOf(file: RepositoryFile): readonly Import[] {
  const imports: Import[] = []
  const add = (specifier: string, start: number): void => {
    imports.push({ specifier, line: lineAt(file.text, start) })
  }
  new Visitor({
    ImportDeclaration: node => add(node.source.value, node.start),
    ExportAllDeclaration: node => add(node.source.value, node.start),
    ExportNamedDeclaration: node => {
      if (node.source) add(node.source.value, node.start)
    },
    ImportExpression: ({ source, start }) =>
      add(source.type === 'Literal' ? String(source.value) : computedSpecifier, start),
    TSImportType: node => add(node.source.value, node.start),
    TSExternalModuleReference: node => add(node.expression.value, node.start),
  }).visit(parseSync(file.path, file.text).program)
  return imports
}

/** The line, counted from 1, on which the character at `offset` stands. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
