/** A doorbell between the tabs of a profile. Messages may be lost, late, repeated or forged. */
export interface Channel {
  open(name: string, onMessage: (message: unknown) => void): OpenChannel
}

export interface OpenChannel {
  /** Never throws; not heard by the sender. */
  post(message: unknown): void
  close(): void
}
