// The command behind `demo`: starts everything, says where it is in one line, and ends with everything it started.

import { startDemo } from './demo.js'
import { parseFlags } from './demo-flags.js'
import { whenStartersAreGone } from './starters.js'

const flags = parseFlags(process.argv.slice(2))
if (!flags.ok) {
  console.error(`${flags.problem}\nUsage: demo [--port 5173] [--lifetime 60s]`)
  process.exit(2)
}

// Before anything is started: who ends the demo while it starts gets it ended too.
let end = (): void => process.exit()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => end())
whenStartersAreGone(() => end())

const { port, lifetimeMs } = flags.value
const demo = await startDemo({
  ...(port === undefined ? {} : { ports: { app: port } }),
  ...(lifetimeMs === undefined ? {} : { lifetimeMs }),
  onPortTaken: (part, preferred, taken) =>
    console.error(`Port ${preferred} is taken: the ${part} listens on ${taken} instead.`),
})
end = () => void demo.stop().finally(() => process.exit())
console.log(`Hallpass demo ready: ${demo.url}`)
