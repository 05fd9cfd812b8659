import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Runs the files with tables of cases before those that draw thousands: a mutant is done with at the first test that
 * fails, and most fail one that takes a millisecond.
 */
export class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const quick = files.filter(file => !drawsCases(file))
    return [...quick, ...files.filter(drawsCases)]
  }
}

function drawsCases({ moduleId }: TestSpecification): boolean {
  return readFileSync(moduleId, 'utf8').includes(`from 'fast-check'`)
}
