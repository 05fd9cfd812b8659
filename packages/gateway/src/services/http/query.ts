import { textFromPercent } from './percent-decoding.js'
import { accept, type Checked, refuse } from './refusal.js'

/** Query parameters by name, each given once. */
export type Query = ReadonlyMap<string, string>

/** The most parameters a request may have. */
const maxParameters = 32

/**
 * Parses a query as forms write it: decoded once, `+` is a space. A parameter given twice, in any spelling, is
 * refused, since whoever looks at the first and whoever looks at the last would see different calls; so are names
 * with brackets, which some parsers make lists of. Names nobody asks for are left alone.
 */
export function parseQuery(raw: string): Checked<Query> {
  const pairs = raw.split('&').filter(pair => pair !== '')
  if (pairs.length > maxParameters) return refuse(`There may be ${maxParameters} parameters at most.`)
  const query = new Map<string, string>()
  for (const pair of pairs) {
    const [name, value] = splitPair(pair).map(decodeFormText)
    if (name === undefined || value === undefined) return refuse('A parameter is badly encoded.')
    if (!/^[\w.-]+$/.test(name)) return refuse('The name of a parameter is malformed.')
    if (query.has(name)) return refuse('A parameter is given twice.')
    query.set(name, value)
  }
  return accept(query)
}

function splitPair(pair: string): [name: string, value: string] {
  const equalsAt = pair.indexOf('=')
  return equalsAt === -1 ? [pair, ''] : [pair.slice(0, equalsAt), pair.slice(equalsAt + 1)]
}

function decodeFormText(text: string): string | undefined {
  return textFromPercent(text.replaceAll('+', '%20'))
}
