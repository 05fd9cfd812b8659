import { hashName } from '../bytes/hash-name.js'

const NAME = /^[\w.-]{1,64}$/

/**
 * The store's name: given, or made of the token endpoint's absolute URL.
 * @throws TypeError when neither will do
 */
export function storeId(id: string | undefined, url: string | undefined, origin: string | undefined): string {
  if (id !== undefined) {
    if (!NAME.test(id)) throw new TypeError('id: 1 to 64 letters, digits, dots, hyphens or underscores')
    return id
  }
  if (url === undefined) throw new TypeError('id: required with a source that is not a tokenEndpoint')
  const absolute = /^https?:/.test(url) ? url : `${origin}/${url.replace(/^\//, '')}`
  return `tokens-${hashName(absolute)}`
}
