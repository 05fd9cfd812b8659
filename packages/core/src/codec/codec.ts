/** Between an app's values and the bytes on the wire. */
export interface Codec<T> {
  readonly name: string
  /** Topic messages travel as text or bytes; cache items as bytes. */
  encode(value: T): string | Uint8Array
  decode(payload: string | Uint8Array): Decoded<T>
}

/** What does not fit is said, not thrown. */
export type Decoded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false }
