/** What a command has of the process it runs in. */
export interface Terminal {
  /** A line of the result, on standard output. */
  print(line: string): void
  /** A line about what went wrong, on standard error. */
  complain(line: string): void
  /** Resolves when the process is asked to end (SIGINT, SIGTERM); asked twice, it ends at once. */
  interrupted(): Promise<void>
}

/** The terminal of this process. */
export const processTerminal: Terminal = {
  print: line => void process.stdout.write(`${line}\n`),
  complain: line => void process.stderr.write(`${line}\n`),
  interrupted: () =>
    new Promise(resolve => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    }),
}
