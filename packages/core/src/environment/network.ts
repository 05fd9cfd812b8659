/** What is known of the network and of the page's place in it. */
export interface Network {
  /** Origin of the page, such as `https://app.example`; undefined outside a page. */
  readonly origin: string | undefined
  subscribe(listener: (event: 'network-came-back') => void): () => void
}

/** The platform's `fetch`. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/** The claims of a JWT, unverified. Throws on anything else; what it throws may quote the token and is dropped. */
export type DecodeJwt = (jwt: string) => unknown
