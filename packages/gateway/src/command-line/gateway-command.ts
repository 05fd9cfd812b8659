import { defaultKeysFolder, loadDevelopmentKeys } from '../keys/development-keys.js'
import { defaultPort, type RunningGateway, startGateway } from '../start-gateway.js'
import { parseCount, parseOptions } from './parse-options.js'
import type { Terminal } from './terminal.js'

/** `hallpass gateway`: runs a gateway until the process is asked to end. @throws GatewayError */
export async function runGatewayCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const { port, keysFolder, history } = readOptions(args)
  const keys = await loadDevelopmentKeys(keysFolder)
  const gateway = await startGateway({ port, keys, history })
  const interrupted = terminal.interrupted()
  terminal.print(`Hallpass gateway ready: ${gateway.url}`)
  terminal.print(`Mint a token: ${mintCommand(gateway, keysFolder)}`)
  await interrupted
  await gateway.stop()
}

function readOptions(args: readonly string[]) {
  const values = parseOptions(args, {
    port: { type: 'string' },
    keys: { type: 'string' },
    'history-count': { type: 'string' },
    'history-age-ms': { type: 'string' },
  })
  const count = parseCount(values['history-count'], 'history-count', { min: 1, max: 1_000_000 })
  const ageMs = parseCount(values['history-age-ms'], 'history-age-ms', { min: 1, max: 86_400_000 })
  return {
    port: parseCount(values.port, 'port', { min: 0, max: 65_535 }) ?? defaultPort,
    keysFolder: values.keys ?? defaultKeysFolder,
    history: { ...(count !== undefined && { count }), ...(ageMs !== undefined && { ageMs }) },
  }
}

function mintCommand(gateway: RunningGateway, keysFolder: string): string {
  const endpoint = gateway.port === defaultPort ? '' : ` --endpoint ${gateway.url}`
  const keys = keysFolder === defaultKeysFolder ? '' : ` --keys '${keysFolder}'`
  return `hallpass token mint --cache chat --topic-prefix room- --role publishsubscribe${endpoint}${keys}`
}
