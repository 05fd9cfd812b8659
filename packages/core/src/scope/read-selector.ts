import { binaryFromBase64 } from '../bytes/base64.js'
import { binaryFromPercent, percentFromBinary, percentFromText } from '../bytes/percent.js'
import type { Pattern } from './pattern.js'
import { readFields } from './read-fields.js'

/** The longest name of a cache or topic, or prefix of one, in UTF-8 bytes. */
export const MAX_NAME_BYTES = 256

/** The longest key of an item, or prefix of one, in bytes. */
export const MAX_KEY_BYTES = 1024

/** How a selector may be given as an object; the first is what a bare string is short for. */
export type SelectorForms = readonly [string, ...string[]]

/** The forms of selectors, by what they select. */
export const SELECTOR_FORMS: Readonly<Record<'cache' | 'topic' | 'item', SelectorForms>> = {
  cache: ['name'],
  topic: ['name', 'namePrefix'],
  item: ['key', 'keyPrefix', 'keyBase64', 'keyPrefixBase64'],
}

/** Reads a selector that may have one of `forms`. */
export function readSelector(value: unknown, forms: SelectorForms): Pattern | undefined {
  if (value === '*') return value
  if (typeof value === 'string') return readForm(value, forms[0])
  const [[form, given] = [''], ...others] = Object.entries(readFields(value, forms) ?? {})
  return others.length === 0 ? readForm(given, form) : undefined
}

/** How long what is given in this form may be. */
export function maxBytesOf(form: string): number {
  return form.startsWith('key') ? MAX_KEY_BYTES : MAX_NAME_BYTES
}

function readForm(value: unknown, form: string): Pattern | undefined {
  if (typeof value !== 'string') return undefined
  const percent = form.endsWith('Base64')
    ? percentFromBinary(binaryFromBase64(value))
    : percentFromText(value)
  if (!percent || binaryFromPercent(percent).length > maxBytesOf(form)) return undefined
  return form.includes('Prefix') ? `${percent}*` : percent
}
