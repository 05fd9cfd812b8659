import createClient, { type Client } from 'openapi-fetch'
import { createAuthorizedFetch } from './authorized-fetch.js'

export function createOpenapiClient(origin: string): Client<Paths> {
  return createClient<Paths>({ baseUrl: origin, fetch: createAuthorizedFetch(origin) })
}

/** What `openapi-typescript` would write of a description of the service. */
interface Paths {
  '/notes': {
    post: {
      requestBody: { content: { 'application/json': Note } }
      responses: { 201: { content: { 'application/json': Note } } }
    }
  }
}

interface Note {
  readonly text: string
}
