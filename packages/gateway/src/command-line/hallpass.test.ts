import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'

const script = fileURLToPath(new URL('hallpass.ts', import.meta.url))
const command = ['--conditions=@hallpass/source', '--import', import.meta.resolve('tsx'), script]

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. */
function run(cwd: string, ...args: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [...command, ...args], { cwd }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly printed: readonly string[]
}

/** Starts a gateway and waits until it says where. */
async function startGatewayProcess(cwd: string, ...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, [...command, 'gateway', '--port', '0', ...args], { cwd })
  onTestFinished(() => void child.kill('SIGKILL'))
  const printed: string[] = []
  for await (const line of createInterface(child.stdout)) {
    printed.push(line)
    if (printed.length === 2) break
  }
  return { child, url: printed[0]?.split(' ').at(-1) ?? '', printed }
}

describe('hallpass', { timeout: 30_000 }, () => {
  it('runs a gateway that takes the tokens it mints, until it is interrupted', async () => {
    const cwd = await freshFolder()
    const { child, url, printed } = await startGatewayProcess(cwd)
    expect(printed[0]).toMatch(/^Hallpass gateway ready: http:\/\/127\.0\.0\.1:\d+$/)
    const mint = printed[1]?.replace('Mint a token: hallpass ', '').split(' ') ?? []
    const minted = await run(cwd, ...mint)
    expect(minted).toEqual({ code: 0, stdout: expect.stringMatching(/^[\w+/=]+\n$/), stderr: '' })
    const headers = { authorization: minted.stdout.trim() }
    const published = await fetch(`${url}/topics/chat/room-1`, { method: 'POST', headers, body: 'hello' })
    const refused = await fetch(`${url}/topics/chat/lobby`, { method: 'POST', headers, body: 'hello' })
    expect([published.status, refused.status, printed.join().includes('eyJ')]).toEqual([204, 403, false])
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([0, null])
    await expect(fetch(`${url}/health`)).rejects.toThrow()
  })

  it('ends on SIGTERM with connections open and a poll waiting', async () => {
    const cwd = await freshFolder()
    const { child, url } = await startGatewayProcess(cwd, '--keys', 'keys with space')
    const { stdout } = await run(cwd, 'token', 'mint', '--super-user', '--keys', 'keys with space')
    const headers = { authorization: stdout.trim() }
    const first = await fetch(`${url}/topics/chat/room`, { headers })
    const [{ discontinuity }] = (await first.json()).items
    const query = `?sequence_number=1&sequence_page=${discontinuity.new_sequence_page}`
    const poll = expect(fetch(`${url}/topics/chat/room${query}`, { headers })).rejects.toThrow()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    await poll
  })
})
