/**
 * No file, export or dependency that nobody uses: dead code is read, kept compiling and trusted like the living. Hints
 * of the tool itself, such as an exception that nothing needs any more, count as errors too.
 */
import type { Check } from './check.js'
import { linesOf, runTool } from './run-tool.js'

export const checkUnused: Check = async root => {
  const run = await runTool('knip', ['--no-progress', '--treat-config-hints-as-errors'], root)
  return {
    problems: run.exitCode === 0 ? [] : linesOf(run.output),
    summary: 'no unused file, export or dependency',
  }
}
