import ky, { type KyInstance } from 'ky'
import { createAuthorizedFetch } from './authorized-fetch.js'

export function createKy(origin: string): KyInstance {
  return ky.create({ prefix: origin, fetch: createAuthorizedFetch(origin) })
}
