import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestGateway } from '../../test-support/test-gateway.js'
import { runCommandLine } from './run-command-line.js'

async function run(...args: string[]) {
  const printed: string[] = []
  const complained: string[] = []
  const code = await runCommandLine(args, {
    print: line => void printed.push(line),
    complain: line => void complained.push(line),
    interrupted: async () => {},
  })
  return { code, printed, complained }
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-cli-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'keys')
}

describe('runCommandLine', () => {
  it.each([['--help'], ['-h'], ['gateway', '--help'], ['token', 'mint', '--help']])(
    'explains itself: %s',
    async (...args) => {
      expect(await run(...args)).toEqual({
        code: 0,
        printed: [expect.stringMatching(/^Usage/)],
        complained: [],
      })
    },
  )

  it('prints a token and nothing else', async () => {
    const { code, printed } = await run('token', 'mint', '--super-user', '--keys', await freshFolder())
    expect([code, printed]).toEqual([0, [expect.stringMatching(/^[\w+/=]+$/)]])
  })

  it('prints where the gateway is and how to get a token, but no token', async () => {
    const keys = await freshFolder()
    const { code, printed } = await run('gateway', '--port', '0', '--keys', keys)
    const url = printed[0]?.split(' ').at(-1)
    expect([code, printed]).toEqual([
      0,
      [
        `Hallpass gateway ready: ${url}`,
        `Mint a token: hallpass token mint --cache chat --topic-prefix room- --role publishsubscribe --endpoint ${url} --keys '${keys}'`,
      ],
    ])
  })

  it('says in one line that a port is taken', async () => {
    const { port } = await startTestGateway()
    expect(await run('gateway', '--port', `${port}`, '--keys', await freshFolder())).toEqual({
      code: 1,
      printed: [],
      complained: [`hallpass: Port ${port} on 127.0.0.1 is taken. Choose another, or 0 for any free one.`],
    })
  })

  it.each([
    [2, /^hallpass: Say gateway or token mint/, []],
    [2, /^hallpass: Say gateway or token mint/, ['server']],
    [2, /^hallpass: Say gateway or token mint/, ['token', 'burn']],
    [2, /^hallpass: --port must be a whole number/, ['gateway', '--port', 'http']],
    [2, /^hallpass: --port must be a whole number/, ['gateway', '--port', '65536']],
    [2, /^hallpass: --history-count must be/, ['gateway', '--history-count', '0']],
    [2, /^hallpass: --history-age-ms must be/, ['gateway', '--history-age-ms', '']],
    [2, /^hallpass: Unknown option '--host'/, ['gateway', '--host', '0.0.0.0']],
    [2, /^hallpass: Say --cache and --role/, ['token', 'mint']],
    [1, /^hallpass: The development keys/, ['gateway', '--keys', '/dev/null/x']],
  ])('ends with %d and one line, %s, on %j', async (code, complaint, args) => {
    const ended = await run(...args)
    expect(ended).toEqual({ code, printed: [], complained: [expect.stringMatching(complaint)] })
    expect(ended.complained[0]).not.toContain('\n')
  })

  it.each([
    [2, /^hallpass: --endpoint must be/, ['--endpoint', 'no url']],
    [1, /^hallpass: The subject is not a name/, ['--subject', '']],
  ])('mints nothing, code %d, %s, on %j', async (code, complaint, args) => {
    const ended = await run('token', 'mint', '--super-user', '--keys', await freshFolder(), ...args)
    expect(ended).toEqual({ code, printed: [], complained: [expect.stringMatching(complaint)] })
  })
})
