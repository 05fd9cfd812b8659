/**
 * The test command: a browser that works, the checks, every test. One command and no set-up, because a suite that
 * needs preparing is a suite that is run in part. All three parts run even if an earlier one failed, so that one run
 * says everything that is wrong; the exit code is zero only if nothing is.
 */
import { browserVerdict } from './browser-verdict.js'
import { findBrowser } from './find-browser.js'
import { runProgram } from './run-program.js'

const verdict = browserVerdict(await findBrowser(), process.env.CI === 'true')
console.log(verdict.message)
const { CHROMIUM: _named, ...env } = process.env
if (verdict.outcome === 'run') env.CHROMIUM = verdict.executablePath

const checksExitCode = await runProgram(['--import', 'tsx', 'tools/checks/run-checks.ts'], env)
if (checksExitCode !== 0) env.HALLPASS_CHECKS = 'failed'
const testsExitCode = await runProgram(
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  env,
)

process.exitCode = verdict.outcome === 'fail' ? 1 : checksExitCode || testsExitCode
