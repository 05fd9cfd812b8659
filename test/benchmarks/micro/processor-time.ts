/**
 * Processor time this process has used, in milliseconds. Calls that wait for nothing are timed by it: on a machine with
 * other work to do the wall clock would mostly measure that work.
 */
export function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
