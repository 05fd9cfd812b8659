/** A real browser, driven alike whichever it is. */
export interface RealBrowser {
  /** An empty profile: its tabs share storage, locks and channels with each other and with nobody else. */
  newProfile(): Promise<BrowserProfile>
  close(): Promise<void>
}

export interface BrowserProfile {
  /** Opens a tab beside the others and waits until its page is loaded. */
  openTab(url: string): Promise<Tab>
  close(): Promise<void>
}

export interface Tab {
  /** Runs `inPage` in the page and waits for what it promises. It travels as text: it stands alone, its result is JSON. */
  evaluate<Result>(inPage: () => Result | Promise<Result>): Promise<Result>
  reload(): Promise<void>
  close(): Promise<void>
  /** Stops the tab's code, as browsers do with tabs in the background; only where a browser can be told to. */
  readonly freezing: Freezing | undefined
}

export interface Freezing {
  freeze(): Promise<void>
  thaw(): Promise<void>
}

/** How long a browser may take for one thing. Generous: a busy machine is no reason to fail. */
export const browserDeadlineMs = 60_000
