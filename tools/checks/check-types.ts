/**
 * Everything type-checks: the packages as users get them (`tsc -b`, which writes `dist`), and all that only runs here,
 * such as tests, examples and tools, against the packages' sources. Tests are where wrong types hide longest: the test
 * runner strips types without reading them.
 */
import { buildPackages } from './build-packages.js'
import type { Check } from './check.js'
import { linesOf, runTool } from './run-tool.js'

export const checkTypes: Check = async root => {
  const [build, tests] = await Promise.all([
    buildPackages(root),
    runTool('tsc', ['-p', 'tsconfig.test.json', '--pretty', 'false'], root),
  ])
  const problems = [build, tests].flatMap(run => (run.exitCode === 0 ? [] : linesOf(run.output)))
  return { problems: [...new Set(problems)], summary: 'packages, tests, examples and tools' }
}
