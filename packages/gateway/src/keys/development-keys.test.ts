import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { loadDevelopmentKeys } from './development-keys.js'

let whileGenerating = async () => {}
afterEach(() => {
  whileGenerating = async () => {}
})

vi.mock('@hallpass/server', async original => {
  const server = await original<typeof import('@hallpass/server')>()
  const generateSigningKey = async () => {
    await whileGenerating()
    return server.generateSigningKey()
  }
  return { ...server, generateSigningKey }
})

async function freshFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'hallpass-keys-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  return join(parent, '.hallpass')
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777

describe('loadDevelopmentKeys', () => {
  it('makes keys at the first start and keeps them', async () => {
    const folder = await freshFolder()
    const first = await loadDevelopmentKeys(folder)
    expect(await loadDevelopmentKeys(folder)).toEqual(first)
  })

  it('makes one key when many start at once', async () => {
    const folder = await freshFolder()
    const all = await Promise.all(Array.from({ length: 12 }, () => loadDevelopmentKeys(folder)))
    expect(new Set(all.map(keys => keys.privateJwk.d)).size).toBe(1)
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'signing-key.json'])
  })

  it('takes the key of whoever was quicker, whole', async () => {
    const folder = await freshFolder()
    const quicker = await loadDevelopmentKeys(await freshFolder())
    whileGenerating = () => writeFile(join(folder, 'signing-key.json'), JSON.stringify(quicker.privateJwk))
    expect(await loadDevelopmentKeys(folder)).toEqual(quicker)
    expect((await readdir(folder)).sort()).toEqual(['.gitignore', 'signing-key.json'])
  })

  it('is for the owner’s eyes, and not for git’s', async () => {
    const folder = await freshFolder()
    await loadDevelopmentKeys(folder)
    const modes = [await modeOf(folder), await modeOf(join(folder, 'signing-key.json'))]
    expect(modes).toEqual([0o700, 0o600])
    expect(await readFile(join(folder, '.gitignore'), 'utf8')).toBe('*\n')
  })

  it('closes a key file that others could read', async () => {
    const folder = await freshFolder()
    await loadDevelopmentKeys(folder)
    const file = join(folder, 'signing-key.json')
    await chmod(file, 0o644)
    await loadDevelopmentKeys(folder)
    expect(await modeOf(file)).toBe(0o600)
  })

  it('hides nothing from git in a folder that is in use for something else', async () => {
    const folder = await freshFolder()
    await mkdir(folder)
    await writeFile(join(folder, 'notes.md'), '')
    await loadDevelopmentKeys(folder)
    expect((await readdir(folder)).sort()).toEqual(['notes.md', 'signing-key.json'])
  })

  it('keeps the private half out of the public key', async () => {
    const { privateJwk, publicJwk } = await loadDevelopmentKeys(await freshFolder())
    expect(JSON.stringify(publicJwk)).not.toContain(privateJwk.d)
  })

  it.each(['', '{', '[]', '{"kty":"OKP","d":"SECRET"}'])(
    'says where the trouble is and quotes nothing of it: a file with "%s"',
    async content => {
      const folder = await freshFolder()
      await mkdir(folder)
      await writeFile(join(folder, 'signing-key.json'), content)
      const failure: unknown = await loadDevelopmentKeys(folder).catch(error => error)
      expect(failure).toMatchObject({ code: 'keys-unusable' })
      expect(inspect(failure, { depth: 9 })).not.toContain('SECRET')
    },
  )
})
