import { isServerError } from '@hallpass/server'
import { GatewayError, isGatewayError } from '../errors/gateway-error.js'
import { runGatewayCommand } from './gateway-command.js'
import { helpText } from './help.js'
import { runMintCommand } from './mint-command.js'
import type { Terminal } from './terminal.js'

/** Runs what the arguments say. Resolves with the exit code: 0, 1 when it failed, 2 when it was not understood. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await runCommand(args, terminal)
    return 0
  } catch (error) {
    terminal.complain(`hallpass: ${messageOf(error)}`)
    return isGatewayError(error) && error.code === 'usage' ? 2 : 1
  }
}

async function runCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const [command, subcommand] = args
  if (args.includes('--help') || args.includes('-h')) return terminal.print(helpText)
  if (command === 'gateway') return runGatewayCommand(args.slice(1), terminal)
  if (command === 'token' && subcommand === 'mint') return runMintCommand(args.slice(2), terminal)
  throw new GatewayError('usage', 'Say gateway or token mint. See hallpass --help.')
}

/** Only our own messages are known to quote no secret. */
function messageOf(error: unknown): string {
  if (isGatewayError(error) || isServerError(error)) return error.message
  return `failed unexpectedly (${error instanceof Error ? error.name : typeof error})`
}
