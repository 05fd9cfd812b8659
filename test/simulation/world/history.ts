/** What happened in a run, in order: kept as a number, and as text where somebody wants to read it. */
export interface History {
  add(place: string, what: string, outcome: string): void
  /** The same for the same (place, effect, outcome) list, and hardly ever for another. */
  hash(): number
  lines(): readonly string[]
}

/** @param stamp what to put before each line; without it none are kept */
export function createHistory(stamp?: () => string): History {
  let low = 0x811c9dc5
  let high = 0x1234567
  const lines: string[] = []
  const mix = (text: string) => {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      low = Math.imul(low ^ code, 0x01000193)
      high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 13)
    }
  }
  return {
    add(place, what, outcome) {
      mix(place)
      mix(what)
      mix(`${outcome};`)
      if (stamp) lines.push(`${stamp()} ${place} ${what}${outcome && ` → ${outcome}`}`)
    },
    hash: () => (low >>> 0) * 2 ** 21 + (high & 0x1fffff),
    lines: () => lines,
  }
}
