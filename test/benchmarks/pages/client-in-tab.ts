/** A token client as an app in a tab would use it. Each script of a tab exports one as `client`. */
export interface ClientInTab {
  /** Leaves in the profile what this client needs to find there, if it cannot start from nothing. */
  prepare(): void
  /** Makes the client and gets a token from it. */
  start(): Promise<string>
}
