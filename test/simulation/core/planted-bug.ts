/** A guard of core taken out, to show that the simulator would notice. */
export interface PlantedBug {
  readonly name: string
  /** The invariant of the design that it breaks. */
  readonly invariant: number
  /** What it breaks, in a sentence. */
  readonly breaks: string
  /** It takes hundreds of runs, more than every run of the tests should make. */
  readonly isRare?: true
  readonly changes: readonly SourceChange[]
}

/** One change to one source file. */
export interface SourceChange {
  /** Below `packages/core/src`. */
  readonly file: string
  /** Stands in the file exactly once. */
  readonly snippet: string
  readonly replacement: string
}

/** @throws Error when the snippet does not stand in the source exactly once: the bug has to be aimed anew. */
export function plantInto(source: string, { file, snippet, replacement }: SourceChange): string {
  const [before, after, ...more] = source.split(snippet)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`a planted bug misses its target: ${JSON.stringify(snippet)} must stand once in ${file}`)
  return `${before}${replacement}${after}`
}
