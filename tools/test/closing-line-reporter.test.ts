import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf, runTool } from '../checks/run-tool.js'
import { plantFolder } from '../planted-folder.js'

const reporter = JSON.stringify(join(import.meta.dirname, 'closing-line-reporter.ts'))
const config = `import { ClosingLineReporter } from ${reporter}
export default { test: { globals: true, reporters: ['default', new ClosingLineReporter()] } }`

async function lastLineOf(tests: string): Promise<{ line: string | undefined; exitCode: number }> {
  const folder = await plantFolder({ 'vitest.config.ts': config, 'a.test.ts': tests })
  const run = await runTool('vitest', ['run'], folder)
  return { line: linesOf(run.stdout).at(-1), exitCode: run.exitCode }
}

describe('ClosingLineReporter', { timeout: 30_000 }, () => {
  it.each([
    ['all is well', `it('a', () => {}); it('b', () => {})`, 'tests: 2 passed, 0 failed, 0 skipped', 0],
    [
      'tests fail and are left out',
      `it('a', () => {}); it('b', () => expect(1).toBe(2)); it['skip']('c', () => {})`,
      'tests: 1 passed, 1 failed, 1 skipped',
      1,
    ],
    ['a file does not load', `import './absent.js'`, 'tests: 0 passed, 1 failed, 0 skipped', 1],
    [
      'something throws outside any test',
      `it('a', () => { Promise.reject(new Error('nobody waits')) })`,
      'tests: 1 passed, 1 failed, 0 skipped',
      1,
    ],
  ])('has the last word when %s', async (_, tests, line, exitCode) => {
    expect(await lastLineOf(tests)).toEqual({ line, exitCode })
  })
})
