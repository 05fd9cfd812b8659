import { posix } from 'node:path'
import type { RepositoryFile } from './repository-files.js'

/** Every relative link of a document that leads to no file, or to no heading of the file. */
export function findDeadLinks(
  document: RepositoryFile,
  isFile: (path: string) => boolean,
  documents: readonly RepositoryFile[],
): readonly string[] {
  return linksOf(document).flatMap(link => {
    const [file = '', anchor] = link.split('#', 2)
    const path = file === '' ? document.path : posix.join(posix.dirname(document.path), file)
    if (!isFile(path)) return [`${document.path} links to ${link}: there is no ${path}`]
    const target = documents.find(candidate => candidate.path === path)
    const isDead = anchor !== undefined && target !== undefined && !anchorsOf(target).includes(anchor)
    return isDead ? [`${document.path} links to ${link}: there is no such heading`] : []
  })
}

function linksOf(document: RepositoryFile): readonly string[] {
  const prose = withoutCode(document.text)
  const targets = [...prose.matchAll(/\]\(<?([^)\s>]+)|(?:href|src)="([^"]+)"|^\[[^\]]+\]:\s+(\S+)/gm)]
  return targets
    .map(([, inline, html, reference]) => inline ?? html ?? reference ?? '')
    .filter(target => !/^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(target))
}

/** A heading's anchor as GitHub makes it; a heading used twice gets a number. */
function anchorsOf(document: RepositoryFile): readonly string[] {
  const headings = [...withoutFences(document.text).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map(
    ([, heading = '']) =>
      heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
  )
  return headings.map((slug, index) => {
    const earlier = headings.slice(0, index).filter(other => other === slug).length
    return earlier === 0 ? slug : `${slug}-${earlier}`
  })
}

function withoutCode(text: string): string {
  return withoutFences(text).replace(/`[^`\n]*`/g, '')
}

function withoutFences(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
}
