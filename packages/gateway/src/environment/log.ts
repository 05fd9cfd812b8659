/** Takes one line for whoever runs the gateway. No token, name or key is ever in one. */
export type Log = (line: string) => void

/** Lines on standard error. */
export const stderrLog: Log = line => void process.stderr.write(`${line}\n`)

/** Says each line it is given once. */
export function onceEach(log: Log): Log {
  const said = new Set<string>()
  return line => {
    if (said.has(line)) return
    said.add(line)
    log(line)
  }
}
