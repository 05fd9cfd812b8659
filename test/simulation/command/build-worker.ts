import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { cacheFolder } from '../core/cache-folder.js'

const entry = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Builds the worker as plain JavaScript: what compiles a source file when it is imported also makes it slower. */
export async function buildWorker(): Promise<string> {
  const outDir = mkdtempSync(join(cacheFolder(), 'worker-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ...{ outDir, minify: false, target: 'node20', ssr: entry },
      rolldownOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  })
  return join(outDir, 'worker.mjs')
}
