/**
 * `docs/peers.md` claims of failures other libraries have had that they cannot happen here, or that something here
 * would notice; `docs/scenarios.md` says which test plays which scenario. A claim is worth as much as what it points
 * at, and tests are renamed: so each row has its proof, or a reason to have none, each file it names is there, each
 * test it names is in that file, word for word, and no row has fallen under the table.
 */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Check } from './check.js'

export const checkProofs: Check = async root => {
  const read = ({ path, ids }: ProofDocument) =>
    readFile(join(root, path), 'utf8').then(text => ({ path, ids, rows: proofRowsOf(text) }))
  const documents = await Promise.all(proofDocuments.map(read))
  const rows = documents.flatMap(document => document.rows)
  const proofs = rows.flatMap(row => row.proofs)
  const paths = [...new Set(proofs.map(({ path }) => path))].filter(path => existsSync(join(root, path)))
  const texts = new Map(
    await Promise.all(paths.map(async path => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
  const titleCount = proofs.flatMap(({ titles }) => titles).length
  const openCount = rows.filter(({ excuse }) => excuse === 'open').length
  return {
    problems: documents.flatMap(({ path, ids, rows }) =>
      [...findMissingRows(rows, ids), ...findBrokenProofs(rows, texts)].map(problem => `${path} ${problem}`),
    ),
    summary: `${rows.length} rows, ${titleCount} tests named, all there; ${openCount} rows open`,
  }
}

/** A document of proofs, and the rows it must have. */
interface ProofDocument {
  readonly path: string
  readonly ids: readonly string[]
}

const proofDocuments: readonly ProofDocument[] = [
  { path: 'docs/peers.md', ids: idsTo(80) },
  {
    path: 'docs/scenarios.md',
    ids: [...idsTo(44), '54', '58', ...idsTo(49, 'A'), ...idsTo(45, 'B'), ...idsTo(28, 'K')],
  },
]

/** From 1 on: `1`, `2` …, or with a letter and two digits, `A01`, `A02` … */
export function idsTo(last: number, letter = ''): readonly string[] {
  const digits = letter === '' ? 1 : 2
  return Array.from({ length: last }, (_, index) => letter + String(index + 1).padStart(digits, '0'))
}

/** All documents stand side by side. */
const FOLDER = 'docs'

/** The section whose rows give a reason and no proof. */
const WITHOUT_PROOF = '## Not here'

/** What happens, and what shows what becomes of it. */
export interface ProofRow {
  readonly id: string
  /** Why it needs no proof: it is in the last section, it yields to another rule, or it is yet to be built. */
  readonly excuse: 'not-here' | 'yields' | 'open' | undefined
  readonly proofs: readonly Proof[]
  /** Public issues that are linked by another name than their own. */
  readonly misnamed: readonly string[]
}

/** A file of the repository, and the tests in it that are named. */
export interface Proof {
  readonly path: string
  readonly titles: readonly string[]
}

/** The rows of all tables that begin with an id. */
export function proofRowsOf(text: string): readonly ProofRow[] {
  const withoutProofFrom = text.indexOf(WITHOUT_PROOF)
  return [...text.matchAll(/^\| *([A-Z]?\d+) *\|.*$/gm)].map(({ 0: row, 1: id = '', index }) => ({
    id,
    excuse: withoutProofFrom !== -1 && index > withoutProofFrom ? 'not-here' : excuseIn(row),
    proofs: proofsOf(row),
    misnamed: misnamedIn(row),
  }))
}

/** A last cell that begins so, and goes on. */
function excuseIn(row: string): ProofRow['excuse'] {
  if (/\| *Yields: [^|\s][^|]*\| *$/.test(row)) return 'yields'
  return /\| *Open: [^|\s][^|]*\| *$/.test(row) ? 'open' : undefined
}

/** Rows that are missing, there twice, or not expected. */
export function findMissingRows(rows: readonly ProofRow[], expected: readonly string[]): readonly string[] {
  const ids = rows.map(({ id }) => id)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [
    ...expected.filter(id => !ids.includes(id)).map(id => `has no row ${id}`),
    ...twice.map(id => `has row ${id} twice`),
    ...ids.filter(id => !expected.includes(id)).map(id => `has a row ${id} that nobody knows of`),
  ]
}

/** Rows without a proof, and proofs that point at nothing. @param texts what is linked and exists, by path */
export function findBrokenProofs(
  rows: readonly ProofRow[],
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  return rows.flatMap(row => {
    const isUnproven = row.excuse === undefined && row.proofs.length === 0
    const problems = [
      ...(isUnproven ? ['links to nothing that would notice'] : []),
      ...row.proofs.flatMap(proof => problemsOf(proof, texts.get(proof.path))),
      ...row.misnamed.map(name => `links ${name} to something else`),
    ]
    return problems.map(problem => `row ${row.id} ${problem}`)
  })
}

function problemsOf({ path, titles }: Proof, text: string | undefined): readonly string[] {
  if (text === undefined) return [`links to ${path}, which is not there`]
  if (titles.length === 0 && /\.test\.tsx?$/.test(path)) return [`names no test of ${path}`]
  return titles
    .filter(title => !isTitleIn(text, title))
    .map(title => `names a test that ${path} does not have: ${title}`)
}

/** As the whole of a string, in whatever quotes. */
function isTitleIn(text: string, title: string): boolean {
  return [`'${title}'`, `"${title}"`, `\`${title}\``].some(quoted => text.includes(quoted))
}

/** Relative links, each with what stands in code font right after it. */
function proofsOf(row: string): readonly Proof[] {
  const links = [...row.matchAll(/\]\(((?!https?:)[^)\s]+)\)((?:,? `[^`]+`)*)/g)]
  return links.map(([, link = '', titles = '']) => ({
    path: posix.join(FOLDER, link),
    titles: [...titles.matchAll(/`([^`]+)`/g)].map(([, title = '']) => title),
  }))
}

function misnamedIn(row: string): readonly string[] {
  const links = [...row.matchAll(/\[([\w.-]+\/[\w.-]+)#(\d+)\]\(([^)\s]+)\)/g)]
  return links
    .filter(([, repository, number, url]) => !isIssueUrl(url, `${repository}`, `${number}`))
    .map(([, repository, number]) => `${repository}#${number}`)
}

function isIssueUrl(url: string | undefined, repository: string, number: string): boolean {
  return ['issues', 'pull'].some(kind => url === `https://github.com/${repository}/${kind}/${number}`)
}
