import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plantFolder } from '../planted-folder.js'
import { runCommand, type ToolRun } from './run-tool.js'

async function runChecksOn(text: string, name: string): Promise<ToolRun> {
  const root = await plantFolder({ 'a.md': text, '.gitignore': 'node_modules\n' })
  await runCommand('git', ['init', '--quiet'], root)
  const tsx = import.meta.resolve('tsx')
  return runCommand(
    process.execPath,
    ['--import', tsx, join(import.meta.dirname, 'run-checks.ts'), name],
    root,
  )
}

describe('run-checks', { timeout: 30_000 }, () => {
  it('says of a green check one line and succeeds', async () => {
    const { exitCode, output } = await runChecksOn('all is well', 'secrets')
    expect(output).toMatch(/^check:secrets {2}ok {6}2 files, no secret, path or left-over \(\d+\.\d s\)\n$/)
    expect(exitCode).toBe(0)
  })

  it.each([
    ['finds something', ['TO', 'DO'].join(''), 'secrets', 'a.md:1 holds unfinished work'],
    ['cannot look', 'all is well', 'size', 'size-limit'],
    ['does not exist', 'all is well', 'spelling', 'there is no check named spelling'],
  ])('fails when a check %s', async (_, text, name, problem) => {
    const { exitCode, output } = await runChecksOn(text, name)
    expect(output).toContain(problem)
    expect(exitCode).toBe(1)
  })
})
