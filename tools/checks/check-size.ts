/**
 * What users import stays within its budget: bundled from the built packages, minified, gzipped, all chunks counted,
 * with React and TanStack Query left out as the app has them anyway. 1 KB is 1000 bytes. Bytes creep in by the
 * hundred, each for a good reason; without a limit nobody decides.
 */
import { buildPackages } from './build-packages.js'
import type { Check } from './check.js'
import { linesOf, runTool } from './run-tool.js'

export const checkSize: Check = async root => {
  await buildPackages(root)
  const run = await runTool('size-limit', ['--json'], root)
  const measured = parseSizes(run.stdout)
  if (measured === undefined) return { problems: linesOf(run.output).slice(0, 20), summary: '' }
  return {
    problems: measured.filter(entry => entry.size > entry.sizeLimit).map(describe),
    summary: measured.map(describe).join(', '),
  }
}

interface MeasuredSize {
  readonly name: string
  readonly size: number
  readonly sizeLimit: number
}

function parseSizes(json: string): readonly MeasuredSize[] | undefined {
  try {
    const parsed: unknown = JSON.parse(json)
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function describe({ name, size, sizeLimit }: MeasuredSize): string {
  return `${name} ${(size / 1000).toFixed(2)} of ${sizeLimit / 1000} KB`
}
