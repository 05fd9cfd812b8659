/**
 * One formatter, one set of rules, no warnings: what a machine can settle is never discussed in a review. The rules
 * are in `biome.json`; `pnpm format` mends what can be mended by itself.
 */
import type { Check } from './check.js'
import { linesOf, runTool } from './run-tool.js'

export const checkLint: Check = async root => {
  const run = await runTool('biome', [...asked, '.'], root)
  const lines = linesOf(run.output)
  if (run.exitCode === 0) return { problems: [], summary: lines[0] ?? '' }
  const findings = lines.filter(line => problemLine.test(line))
  return { problems: findings.length > 0 ? findings : lines, summary: '' }
}

const asked = [
  'ci',
  '--error-on-warnings',
  '--diagnostic-level=warn',
  '--max-diagnostics=none',
  '--colors=off',
  '--reporter=concise',
]

/** One finding, with its place; the rest is a closing summary. */
const problemLine = /^\S+ \S+: /
