/** What the files of one package may import, tests left aside: packages of ours, and what others publish. */
export interface PackageRule {
  readonly packages: readonly string[]
  /** Bare specifiers; one that ends in `:` or `/` stands for all that begin so. */
  readonly externals: readonly string[]
  /** The only folder that may use them, where not the whole package may. */
  readonly externalsIn?: string
}

/** The arrows between packages, by the map in ARCHITECTURE.md. A package that is not listed may not exist. */
export const packageRules: Readonly<Record<string, PackageRule>> = {
  core: {
    packages: [],
    externals: ['idb-keyval', 'jwt-decode'],
    externalsIn: 'packages/core/src/environment/',
  },
  momento: { packages: ['core'], externals: [] },
  testing: { packages: ['core'], externals: ['vitest', 'msw'] },
  server: { packages: ['core'], externals: ['jose'] },
  gateway: { packages: ['core', 'server'], externals: ['jose', 'node:'] },
  react: { packages: ['core'], externals: ['react', '@tanstack/react-query'] },
}

/** What tests may import beside what the package they stand in may. */
export const testPackages: readonly string[] = ['core', 'testing']

const pure = ['bytes', 'scope', 'token', 'errors']
const ports = [...pure, 'environment', 'session', 'source', 'transport', 'codec']

/**
 * The arrows between the folders of core: each with all the folders it may import. What stands beside the folders
 * (`create-session.ts`, `index.ts`) is on top and may import every one of them; nothing may import it.
 */
export const coreFolderRules: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  scope: ['bytes'],
  errors: ['bytes', 'scope'],
  environment: ['bytes', 'errors'],
  token: ['bytes', 'scope', 'errors', 'environment'],
  // Only the shape of a transaction's decision: the ports are types.
  session: [...pure, 'environment'],
  source: [...pure, 'environment', 'session'],
  transport: [...pure, 'environment'],
  codec: ['bytes', 'errors'],
  store: [...pure, 'environment', 'session', 'source'],
  explain: [...pure, 'environment', 'session', 'store'],
  fetcher: [...pure, 'environment', 'store'],
  topic: [...ports, 'store'],
  cache: [...ports, 'store', 'topic'],
}
