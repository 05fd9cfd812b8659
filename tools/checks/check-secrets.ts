/**
 * What must never be committed: keys and tokens, addresses and paths of one machine, and work left half done. The
 * lockfile is read too; it is where a private registry shows first. Each pattern is loose enough to catch what it is
 * for and written so that it does not match itself.
 */
import type { Check } from './check.js'
import { lineAt } from './imports-of.js'
import { isTest, type RepositoryFile, readRepositoryFiles } from './repository-files.js'

export const checkSecrets: Check = async root => {
  const files = await readRepositoryFiles(root, path => !isBinary(path))
  return {
    problems: files.flatMap(findSecrets),
    summary: `${files.length} files, no secret, path or left-over`,
  }
}

/** Every forbidden thing in a file, told by its kind and line; never by its text, which may be a secret. */
export function findSecrets(file: RepositoryFile): readonly string[] {
  return forbidden
    .filter(rule => rule.isFor === undefined || rule.isFor(file.path))
    .flatMap(({ kind, pattern }) =>
      [...file.text.matchAll(pattern)].map(
        ({ index }) => `${file.path}:${lineAt(file.text, index)} holds ${kind}`,
      ),
    )
}

interface ForbiddenThing {
  readonly kind: string
  readonly pattern: RegExp
  readonly isFor?: (path: string) => boolean
}

const isCode = (path: string): boolean => /\.(?:[cm]?[jt]sx?|html|css|sh)$/.test(path)

const forbidden: readonly ForbiddenThing[] = [
  { kind: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  { kind: 'a private key as JWK', pattern: /"d"\s*:\s*"[\w-]{40,}"/g },
  { kind: 'a signed token', pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{40,}/g },
  { kind: 'a token in an envelope', pattern: /\beyJ(?:lbmRwb2lu|hcGlfa2V5)[\w+/=-]{80,}/g },
  {
    kind: 'a cloud or registry key',
    pattern: /\b(?:AKIA[A-Z\d]{16}|gh[pousr]_\w{36}|npm_[A-Za-z\d]{36}|xox[abp]-[\w-]{20})/g,
  },
  { kind: 'a password in a URL', pattern: /\bhttps?:\/\/[^\s/:@'"`$]+:[^\s/@'"`$]+@/g },
  {
    kind: 'the address of a registry',
    pattern: /\bhttps?:\/\/(?:[\w-]+\.)*(?:registry|artifactory|nexus|verdaccio|npmmirror)[\w-]*\./g,
  },
  {
    kind: 'the address of a tarball',
    pattern: /\btarball:|resolution:.*\bhttps?:/g,
    isFor: path => path.endsWith('.yaml'),
  },
  {
    kind: 'a path of one machine',
    pattern: /(?<![\w.:/-])\/(?:home|Users|root|work|mnt\/[a-z])\/[\w.-]+|\b[A-Z]:\\Users\\/g,
  },
  { kind: 'unfinished work', pattern: /\b(?:TO(?=DO)DO|FIX(?=ME)ME|XX(?=X)X|HA(?=CK)CK)\b/g },
  { kind: 'a test alone or left out', pattern: /\.(?:only|skip|todo|skipIf|runIf|fails)\(/g, isFor: isTest },
  {
    kind: 'a silenced rule',
    pattern: /(?:@ts-(?:ignore|nocheck)|(?:biome|eslint|oxlint)-(?:ignore|disable))/g,
    isFor: isCode,
  },
  {
    kind: 'a silenced type error',
    pattern: /@ts-(?:expect)-error/g,
    isFor: path => isCode(path) && !isTest(path),
  },
]

function isBinary(path: string): boolean {
  return /\.(?:png|jpe?g|gif|ico|webp|avif|woff2?|pdf|zip|t?gz)$/.test(path)
}
