import type { RepositoryFile } from './repository-files.js'

/** One TypeScript block of a document, as a file that can be compiled. */
export interface CodeBlock {
  /** Its file name: the one its first line names (`// session.ts`), else one made of its place. */
  readonly name: string
  readonly text: string
  /** The line of the document that the first line of `text` stands on, or would. */
  readonly firstLine: number
}

/**
 * The blocks of a document marked `ts` or `tsx`. Blocks of one document see each other by their file names, as the
 * reader does. What a block needs and a reader would not miss stands before it in a comment: `<!-- with: … -->`.
 */
export function codeBlocksOf(document: RepositoryFile): readonly CodeBlock[] {
  return [...document.text.matchAll(fence)].map(match => {
    const { before = '', language = 'ts', code = '' } = match.groups ?? {}
    const codeLine = lineCount(document.text.slice(0, match.index + match[0].lastIndexOf(code)))
    const name = /^\/\/ ([\w-]+\.tsx?)\s*$/m.exec(code.split('\n', 1).join(''))?.[1]
    return {
      name: name ?? `block-at-line-${codeLine}.${language}`,
      text: `${before}${code}`,
      firstLine: codeLine - (lineCount(before) - 1),
    }
  })
}

const fence =
  /(?:^<!-- with:(?<before>[\s\S]*?)-->\n+)?^```(?<language>tsx?)\b[^\n]*\n(?<code>[\s\S]*?)^```/gm

function lineCount(text: string): number {
  return text.split('\n').length
}
