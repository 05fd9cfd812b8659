/** As long as a signed token with a few claims. Reading it costs the clients that keep sessions as text. */
export const sampleToken: string = 'token-'.padEnd(800, 'x')

/** What the sample lives, in seconds. */
export const sampleLifetimeSec = 3600
