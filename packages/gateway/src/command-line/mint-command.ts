import { localIssuer, type TokenIssuer } from '@hallpass/server'
import { GatewayError } from '../errors/gateway-error.js'
import { loadDevelopmentKeys } from '../keys/development-keys.js'
import { type MintOrder, parseMintOrder } from './mint-order.js'
import type { Terminal } from './terminal.js'

/** `hallpass token mint`: prints one token and nothing else. @throws GatewayError, or ServerError of the issuer */
export async function runMintCommand(args: readonly string[], terminal: Terminal): Promise<void> {
  const order = parseMintOrder(args)
  const issuer = await issuerFor(order)
  const { token } = await issuer.issue(order)
  terminal.print(token)
}

async function issuerFor({ keysFolder, endpoint }: MintOrder): Promise<TokenIssuer> {
  const { privateJwk, issuer, audience } = await loadDevelopmentKeys(keysFolder)
  try {
    return localIssuer({ signingKey: privateJwk, issuer, audience, endpoint })
  } catch {
    // The keys were checked on loading, so it is the endpoint.
    throw new GatewayError('usage', '--endpoint must be a bare host name or an http(s) origin.')
  }
}
