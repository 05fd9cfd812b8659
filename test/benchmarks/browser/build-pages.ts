import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** The scripts that run in pages; each is served under its name. */
export const pageNames = ['hallpass-tab', 'supabase-tab', 'auth0-tab', 'oidc-tab', 'restore-page'] as const

export type PageName = (typeof pageNames)[number]

/** Bundles the scripts as an app would, against the built packages, and keeps them in memory: path to code. */
export async function buildPages(): Promise<ReadonlyMap<string, string>> {
  const folder = fileURLToPath(new URL('../pages', import.meta.url))
  const input = Object.fromEntries(pageNames.map(name => [name, `${folder}/${name}.ts`]))
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  if (!('output' in built)) throw new Error('the pages were not built')
  return new Map(
    built.output.flatMap(file => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code] as const] : [])),
  )
}
