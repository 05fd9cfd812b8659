/**
 * The test command: browsers that work, the checks, every test. One command and no set-up, because a suite that
 * needs preparing is a suite that is run in part. All parts run even if an earlier one failed, so that one run
 * says everything that is wrong; the exit code is zero only if nothing is.
 */
import { browserNames, browserVariables } from '../../test/browsers/browser-names.js'
import { browserVerdict } from './browser-verdict.js'
import { findBrowser } from './find-browser.js'
import { runProgram } from './run-program.js'

const env = { ...process.env }
let browsersExitCode = 0
// One after another: two installations at once would lock each other out.
for (const name of browserNames) {
  const verdict = browserVerdict(await findBrowser(name), process.env.CI === 'true')
  console.log(verdict.message)
  delete env[browserVariables[name]]
  if (verdict.outcome === 'run') env[browserVariables[name]] = verdict.executablePath
  if (verdict.outcome === 'fail') browsersExitCode = 1
}

const checksExitCode = await runProgram(['--import', 'tsx', 'tools/checks/run-checks.ts'], env)
if (checksExitCode !== 0) env.HALLPASS_CHECKS = 'failed'
const testsExitCode = await runProgram(
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  env,
)

process.exitCode = browsersExitCode || checksExitCode || testsExitCode
