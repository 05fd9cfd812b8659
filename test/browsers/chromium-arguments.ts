/**
 * How every Chromium of the tests is started: nothing in the background that talks to anybody, and nothing that needs
 * a screen. The sandbox is left out only for root, for whom Chromium refuses to start with it.
 */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
