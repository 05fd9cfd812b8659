import type { Network } from '../environment/network.js'
import { absoluteUrl } from './allowed-origins.js'

/** A request of our own, made when the call begins: what the caller changes later changes nothing. */
export function outgoingRequest(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  network: Pick<Network, 'origin'>,
): Request {
  return new Request(isRequest(input) ? input : absoluteUrl(input, network), init)
}

/** By its shape: it may come from another frame, or a polyfill. */
function isRequest(input: RequestInfo | URL): input is Request {
  return 'clone' in Object(input)
}

/** Whether a body can be read only once, and may be too long to keep. */
export function isStream(body: BodyInit | null | undefined): boolean {
  return 'getReader' in Object(body) || Symbol.asyncIterator in Object(body)
}
