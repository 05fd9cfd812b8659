import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { cacheFolder } from './cache-folder.js'
import { type PlantedBug, plantInto } from './planted-bug.js'

const ownSource = fileURLToPath(new URL('../../../packages/core/src', import.meta.url))
const leanAbortController = fileURLToPath(new URL('lean-abort-controller.ts', import.meta.url))

export interface CoreBuild {
  readonly bug?: PlantedBug | undefined
  /** Where core's sources are. @default those of this repository */
  readonly source?: string | undefined
}

/**
 * Builds core from its sources into a module of its own, with a window onto the machine, without a browser, and with
 * the bug to plant, if any. The sources themselves stay as they are.
 * @returns the path of the module
 */
export async function buildCore({ bug, source = ownSource }: CoreBuild = {}): Promise<string> {
  const outDir = mkdtempSync(join(cacheFolder(), `${bug?.name ?? 'core'}-`))
  const entry = join(outDir, 'entry.js')
  const root = resolve(source)
  writeFileSync(entry, entryCode(root))
  const changed = new Set<string>()
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [replaceModules(replacements(root)), plant(bug, root, changed)],
    build: {
      ...{ outDir, emptyOutDir: false, minify: false, target: 'es2022', reportCompressedSize: false },
      lib: { entry, formats: ['es'], fileName: () => 'core.mjs' },
      rolldownOptions: {
        transform: { inject: { AbortController: [leanAbortController, 'LeanAbortController'] } },
      },
    },
  })
  const missed = bug?.changes.find(({ file }) => !changed.has(file))
  if (missed) throw new Error(`a planted bug misses its target: core has no use for ${missed.file}`)
  return join(outDir, 'core.mjs')
}

const OBSERVED = '\0hallpass-observed-transition'
const NO_BROWSER = '\0hallpass-no-browser'

const quoted = (...path: string[]) => JSON.stringify(join(...path))

const entryCode = (root: string) => `
export { createTokenStoreWithOperations } from ${quoted(root, 'store/create-token-store.ts')}
export { defineScope } from ${quoted(root, 'scope/index.ts')}
export { StorageFailure } from ${quoted(root, 'environment/storage.ts')}
export { watchTransitions } from 'hallpass-window/session/transition.js'
`

/** Every event passes here on its way into the machine, with the state it meets. */
const observedCode = (root: string) => `
import { transition as decide } from ${quoted(root, 'session/transition.ts')}
let watch = () => {}
export function watchTransitions(watcher) { watch = watcher }
export function transition(state, event, moment) {
  watch(state, event)
  return decide(state, event, moment)
}
`

interface Replacement {
  readonly ending: string
  readonly id: string
  readonly code: string
}

function replacements(root: string): readonly Replacement[] {
  return [
    { ending: '/session/transition.js', id: OBSERVED, code: observedCode(root) },
    {
      ending: '/browser-environment.js',
      id: NO_BROWSER,
      code: 'export const browserEnvironment = () => ({})',
    },
  ]
}

function replaceModules(modules: readonly Replacement[]): Plugin {
  return {
    name: 'hallpass-simulator-window',
    enforce: 'pre',
    resolveId: source => modules.find(({ ending }) => source.endsWith(ending))?.id ?? null,
    load: id => modules.find(module => module.id === id)?.code ?? null,
  }
}

function plant(bug: PlantedBug | undefined, root: string, changed: Set<string>): Plugin {
  return {
    name: 'hallpass-simulator-planted-bug',
    enforce: 'pre',
    load(id) {
      const changes = (bug?.changes ?? []).filter(({ file }) => id === join(root, file))
      if (changes.length === 0) return null
      for (const { file } of changes) changed.add(file)
      return changes.reduce(plantInto, readFileSync(id, 'utf8'))
    },
  }
}
