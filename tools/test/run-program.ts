import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a Node program with this terminal as its own, and resolves with its exit code. A signal sent to this process
 * reaches the program too; this process waits for its end and then ends itself, so that nothing is left running
 * behind a prompt.
 */
export async function runProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env })
  const forwarding = forwardSignals(child)
  try {
    const exitCode = await exitCodeOf(child)
    return forwarding.received ? process.exit(128 + constants.signals[forwarding.received]) : exitCode
  } finally {
    forwarding.stop()
  }
}

interface SignalForwarding {
  received?: NodeJS.Signals
  stop(): void
}

function forwardSignals(child: ChildProcess): SignalForwarding {
  const forward = (signal: NodeJS.Signals): void => {
    forwarding.received = signal
    child.kill(signal)
  }
  const forwarding: SignalForwarding = {
    stop: () => {
      for (const signal of forwardedSignals) process.off(signal, forward)
    },
  }
  for (const signal of forwardedSignals) process.on(signal, forward)
  return forwarding
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve(code ?? 1))
  })
}
