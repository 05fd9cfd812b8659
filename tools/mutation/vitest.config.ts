import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { QuickFirst } from './quick-first.js'

/** As in the other tests: from the sources. The mutants are in no build. */
const sourceCondition = '@hallpass/source'

/** The unit tests of what is mutated, and nothing that takes long: a mutant costs one run of those that reach it. */
export default defineConfig({
  resolve: { conditions: [sourceCondition, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [sourceCondition, ...defaultServerConditions] } },
  test: {
    environment: 'node',
    include: ['packages/core/src/{scope,token,session,source}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.chromium.test.ts'],
    sequence: { sequencer: QuickFirst },
    setupFiles: ['tools/mutation/steady-random.ts'],
  },
})
