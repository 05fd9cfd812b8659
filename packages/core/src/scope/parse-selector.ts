import { bytesFromBase64 } from '../bytes/base64.js'
import { byteCount, type Percent, percentFromBytes, percentFromText } from '../bytes/percent.js'
import { parseFields } from './parse-fields.js'
import type { Pattern } from './pattern.js'
import { type Parsed, refuse } from './scope-problem.js'

/** The longest name of a cache or topic, or prefix of one, in UTF-8 bytes. */
export const MAX_NAME_BYTES = 256

/** The longest key of an item, or prefix of one, in bytes. */
export const MAX_KEY_BYTES = 1024

/** What a selector selects. */
type SelectorKind = 'cache' | 'topic' | 'item'

type SelectorForm = 'name' | 'namePrefix' | 'key' | 'keyPrefix' | 'keyBase64' | 'keyPrefixBase64'

// The first form is what a bare string is short for.
const FORMS: Readonly<Record<SelectorKind, readonly [SelectorForm, ...SelectorForm[]]>> = {
  cache: ['name'],
  topic: ['name', 'namePrefix'],
  item: ['key', 'keyPrefix', 'keyBase64', 'keyPrefixBase64'],
}

/** Reads a selector; `path` says where it stands. */
export function parseSelector(value: unknown, kind: SelectorKind, path: string): Parsed<Pattern> {
  const forms = FORMS[kind]
  if (value === '*') return { ok: true, value }
  if (typeof value === 'string') return parseForm(value, forms[0], path)
  if (value === undefined) return refuse(path, 'is missing')
  if (typeof value !== 'object') return refuse(path, 'must be a string or an object')
  const fields = parseFields(value, forms, path)
  if (!fields.ok) return fields
  const [form, ...others] = forms.filter(name => fields.value.has(name))
  if (form === undefined || others.length > 0) return refuse(path, `must have one of ${forms.join(', ')}`)
  return parseForm(fields.value.get(form), form, `${path}.${form}`)
}

function parseForm(value: unknown, form: SelectorForm, path: string): Parsed<Pattern> {
  if (typeof value !== 'string') return refuse(path, 'must be a string')
  const isBase64 = form.endsWith('Base64')
  const maxBytes = form.startsWith('key') ? MAX_KEY_BYTES : MAX_NAME_BYTES
  const percent = isBase64 ? percentFromBase64(value) : percentFromText(value)
  if (percent === undefined) return refuse(path, isBase64 ? 'is not base64' : 'has a lone surrogate')
  if (percent === '') return refuse(path, 'must not be empty')
  if (byteCount(percent) > maxBytes) return refuse(path, `is longer than ${maxBytes} bytes`)
  return { ok: true, value: form.includes('Prefix') ? `${percent}*` : percent }
}

function percentFromBase64(text: string): Percent | undefined {
  const bytes = bytesFromBase64(text)
  return bytes && percentFromBytes(bytes)
}
