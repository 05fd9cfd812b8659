/** One change of one place, and what the tests made of it. */
export interface Mutant {
  /** Its path from the root. */
  readonly file: string
  /** The line it begins in. */
  readonly line: string
  /** What stands there, and what stood there for the test; white space between words made one space. */
  readonly original: string
  readonly replacement: string
  readonly end: 'killed' | 'timed-out' | 'survived' | 'no-program'
}

/** What Stryker tells of a mutant, as far as it is used here. */
export interface StrykerResult {
  readonly fileName: string
  readonly status: string
  readonly replacement?: string | undefined
  /** Lines and columns count from 1. */
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** Reads one result. @param source the text of its file */
export function mutantFrom(result: StrykerResult, file: string, source: string): Mutant {
  const { start, end } = result.location
  const lines = source.split('\n')
  const spanned = lines.slice(start.line - 1, end.line)
  const original = spanned.join('\n').slice(start.column - 1, trailing(spanned.at(-1), end.column))
  return {
    file,
    line: oneLine(lines[start.line - 1] ?? ''),
    original: oneLine(original),
    replacement: oneLine(result.replacement ?? ''),
    end: endFrom(result.status),
  }
}

// How much of the last line is not of the mutant, as slice counts it.
function trailing(lastLine = '', endColumn: number): number | undefined {
  const rest = lastLine.length - (endColumn - 1)
  return rest > 0 ? -rest : undefined
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function endFrom(status: string): Mutant['end'] {
  switch (status) {
    case 'Killed':
      return 'killed'
    case 'Timeout':
      return 'timed-out'
    case 'Survived':
    case 'NoCoverage':
      return 'survived'
    default:
      return 'no-program'
  }
}
