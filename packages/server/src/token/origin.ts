const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

/**
 * Whether a text is an http(s) origin exactly as a browser writes it in `Origin`: lower case, no default port, no
 * path, no slash at the end (RFC 6454 section 6.2). A `*` is no part of one: nothing here is a pattern.
 */
export function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

/** Whether a text is an endpoint a token may carry: a bare host name, or a full origin that is used as it is. */
export function isEndpoint(text: string): boolean {
  return hostName.test(text) || isOrigin(text)
}
