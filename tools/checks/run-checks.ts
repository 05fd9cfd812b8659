/**
 * Runs the checks named on the command line, or all, and says of each in one line that it is green, or all that is
 * wrong. They run side by side, since most of them wait for a tool of their own.
 */
import { performance } from 'node:perf_hooks'
import type { Check } from './check.js'
import { checkDocs } from './check-docs.js'
import { checkGlobals } from './check-globals.js'
import { checkLayers } from './check-layers.js'
import { checkLint } from './check-lint.js'
import { checkPackages } from './check-packages.js'
import { checkProofs } from './check-proofs.js'
import { checkSecrets } from './check-secrets.js'
import { checkShape } from './check-shape.js'
import { checkSize } from './check-size.js'
import { checkTypes } from './check-types.js'
import { checkUnused } from './check-unused.js'

const checks: Readonly<Record<string, Check>> = {
  types: checkTypes,
  lint: checkLint,
  layers: checkLayers,
  globals: checkGlobals,
  shape: checkShape,
  size: checkSize,
  packages: checkPackages,
  unused: checkUnused,
  secrets: checkSecrets,
  docs: checkDocs,
  proofs: checkProofs,
}

const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.keys(checks)
const outcomes = await Promise.all(names.map(runCheck))
process.exitCode = outcomes.every(Boolean) ? 0 : 1

async function runCheck(name: string): Promise<boolean> {
  const startedAt = performance.now()
  const problems: string[] = []
  let summary = ''
  try {
    const result = await checkNamed(name)(process.cwd())
    problems.push(...result.problems)
    summary = result.summary
  } catch (error) {
    problems.push(String(error))
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const verdict =
    problems.length === 0 ? `ok      ${summary} (${seconds} s)` : `FAILED  ${problems.length} problems`
  console.log([`check:${name}`.padEnd(15) + verdict, ...problems.map(problem => `  ${problem}`)].join('\n'))
  return problems.length === 0
}

function checkNamed(name: string): Check {
  const check = checks[name]
  if (check === undefined)
    throw new Error(`there is no check named ${name}, only ${Object.keys(checks).join(', ')}`)
  return check
}
