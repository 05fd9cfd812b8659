import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client'
import { createAuthorizedFetch } from './authorized-fetch.js'

export function createApollo(origin: string): ApolloClient {
  const link = new HttpLink({ uri: `${origin}/graphql`, fetch: createAuthorizedFetch(origin) })
  return new ApolloClient({ link, cache: new InMemoryCache() })
}
