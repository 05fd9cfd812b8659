import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { browserNames, namedProgram } from './test/browsers/browser-names.js'
import { chromiumArguments } from './test/browsers/chromium-arguments.js'
import { ClosingLineReporter } from './tools/test/closing-line-reporter.js'

/** Packages are tested from their sources, so that no build can be stale. */
const sourceCondition = '@hallpass/source'

/** Named by the test command once it has found them to work; by hand to run the browser projects alone. */
const chromium = namedProgram('chromium')
const browsers = browserNames.filter(name => namedProgram(name) !== undefined)

// The patterns leave no place where a test could stand and never run.
const everywhere = '{packages,examples,test,tools}/**'
const elsewhere = ['**/node_modules/**', '**/dist/**', 'test/end-to-end/**', '**/*.chromium.test.*']

const node: TestProjectConfiguration = {
  extends: true,
  test: { name: 'node', environment: 'node', include: [`${everywhere}/*.test.ts`], exclude: elsewhere },
}

const jsdom: TestProjectConfiguration = {
  extends: true,
  test: { name: 'jsdom', environment: 'jsdom', include: [`${everywhere}/*.test.tsx`], exclude: elsewhere },
}

const inChromium = (executablePath: string): TestProjectConfiguration => ({
  extends: true,
  optimizeDeps: {
    include: ['@hallpass/core > idb-keyval', '@hallpass/core > jwt-decode'],
  },
  test: {
    name: 'chromium',
    include: [`${everywhere}/*.chromium.test.{ts,tsx}`],
    sequence: { groupOrder: 1 },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args: [...chromiumArguments] } }),
      instances: [{ browser: 'chromium' }],
    },
  },
})

/** They measure time in real browsers, so they run after everything else and one file after another. */
const endToEnd: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'e2e',
    environment: 'node',
    // What runs in every browser runs in those there are; all else is the app in Chromium.
    include: [chromium ? 'test/end-to-end/**/*.test.ts' : 'test/end-to-end/twenty-tabs.test.ts'],
    sequence: { groupOrder: 2 },
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
}

export default defineConfig({
  resolve: { conditions: [sourceCondition, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [sourceCondition, ...defaultServerConditions] } },
  test: {
    reporters: ['default', new ClosingLineReporter()],
    passWithNoTests: false,
    projects: [
      node,
      jsdom,
      ...(chromium ? [inChromium(chromium)] : []),
      ...(browsers.length > 0 ? [endToEnd] : []),
    ],
  },
})
