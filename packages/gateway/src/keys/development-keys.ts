import { chmod, link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  generateSigningKey,
  type PrivateSigningKey,
  type PublicSigningKey,
  parsePrivateSigningKey,
  publicSigningKey,
} from '@hallpass/server'
import { GatewayError } from '../errors/gateway-error.js'

/** Keys that an issuer on this machine signs with and the local gateway believes. Never use them anywhere else. */
export interface DevelopmentKeys {
  readonly privateJwk: PrivateSigningKey
  readonly publicJwk: PublicSigningKey
  /** `iss` of tokens signed with them. */
  readonly issuer: string
  /** `aud` of tokens signed with them. */
  readonly audience: string
}

/** Where development keys are kept, under the folder a command is run in. */
export const defaultKeysFolder = '.hallpass'

const keyFileName = 'signing-key.json'

/**
 * The keys kept in `folder`, made at the first call and the same from then on. The folder is open to its owner only
 * and ignored by git; the key file has mode 600. Of several processes that start at once, one makes the keys.
 *
 * @throws GatewayError `keys-unusable`
 */
export async function loadDevelopmentKeys(folder: string = defaultKeysFolder): Promise<DevelopmentKeys> {
  const file = join(folder, keyFileName)
  try {
    const text = (await readIfThere(file)) ?? (await makeKeyFile(folder, file))
    await chmod(file, 0o600)
    return keysFromText(text)
  } catch {
    // No cause: what a parser says of the file might quote the key.
    throw new GatewayError('keys-unusable', `The development keys in ${file} can be neither read nor made.`)
  }
}

function keysFromText(text: string): DevelopmentKeys {
  const parsed = parsePrivateSigningKey(JSON.parse(text))
  if (!parsed.ok) throw new TypeError(parsed.problem)
  return {
    privateJwk: parsed.value,
    publicJwk: publicSigningKey(parsed.value),
    issuer: 'hallpass-development',
    audience: 'hallpass-local-gateway',
  }
}

async function makeKeyFile(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Only a folder that holds nothing yet is ours to hide from git.
  if ((await readdir(folder)).length === 0) await writeFile(join(folder, '.gitignore'), '*\n')
  const { privateJwk } = await generateSigningKey()
  const draft = `${file}.${process.pid}.${process.hrtime.bigint()}`
  await writeFile(draft, JSON.stringify(privateJwk), { mode: 0o600, flag: 'wx' })
  try {
    // Unlike a rename, a link never replaces: the first to come wins, and whoever reads sees a whole file.
    await link(draft, file).catch(unlessExists)
  } finally {
    await rm(draft)
  }
  return readFile(file, 'utf8')
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

function unlessExists(error: unknown): void {
  if (!hasCode(error, 'EEXIST')) throw error
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
