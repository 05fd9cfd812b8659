import type { TopicValue } from '../../engine/topic-frame.js'
import { textFromUtf8 } from './percent-decoding.js'
import { accept, type Checked, refuse, unsupportedMedia } from './refusal.js'

/**
 * What a published body is: `application/octet-stream` is binary, anything else is text, as Momento takes it. Text is
 * UTF-8; what is not is refused rather than repaired, because nobody downstream could tell.
 */
export function parseMessageValue(body: Uint8Array, contentType: string | undefined): Checked<TopicValue> {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map(part => part.trim())
  if (type === 'application/octet-stream') return accept({ kind: 'binary', bytes: body })
  if (parameters.some(isForeignCharset))
    return { ok: false, refusal: unsupportedMedia('Text must be UTF-8.') }
  const text = textFromUtf8(body)
  return text === undefined ? refuse('The body is not UTF-8.') : accept({ kind: 'text', text })
}

function isForeignCharset(parameter: string): boolean {
  return parameter.startsWith('charset=') && !/^charset="?(utf-8|us-ascii)"?$/.test(parameter)
}
