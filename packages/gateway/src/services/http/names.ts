import { MAX_NAME_BYTES } from '@hallpass/core/scope'

/** Whether a decoded path part can name a cache or a topic: 1 to 256 bytes, and no control character. */
export function isName(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= MAX_NAME_BYTES && !/\p{Cc}/u.test(text)
}
