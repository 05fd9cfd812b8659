import type { SerializedError } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Closes a run with `tests: N passed, N failed, N skipped`, alone on the last line, for whoever reads only that. It
 * is written as the process exits, after everything that other reporters still have to say. A file that could not be
 * loaded and an error outside any test count as failures: nothing fails a run unseen.
 */
export class ClosingLineReporter implements Reporter {
  #line = 'tests: did not finish'

  onInit(): void {
    process.once('exit', () => {
      if (process.env.HALLPASS_CHECKS === 'failed') process.stdout.write('checks: FAILED, see above\n')
      process.stdout.write(`${this.#line}\n`)
    })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    this.#line = closingLine(modules, unhandledErrors.length)
  }
}

function closingLine(modules: readonly TestModule[], unhandledErrorCount: number): string {
  const counts = { passed: 0, failed: unhandledErrorCount, skipped: 0, pending: 0 }
  for (const module of modules) {
    counts.failed += module.errors().length
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length
    for (const test of module.children.allTests()) counts[test.result().state] += 1
  }
  return `tests: ${counts.passed} passed, ${counts.failed + counts.pending} failed, ${counts.skipped} skipped`
}
