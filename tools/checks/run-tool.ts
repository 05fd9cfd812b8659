import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** How a command line tool ended and what it said: on standard output, and on both streams together. */
export interface ToolRun {
  readonly exitCode: number
  readonly stdout: string
  readonly output: string
}

/** Runs one of this repository's own tools, by its name in `node_modules/.bin`, in the folder `cwd`. */
export function runTool(name: string, args: readonly string[], cwd: string): Promise<ToolRun> {
  return runCommand(join(repositoryRoot, 'node_modules', '.bin', name), args, cwd)
}

/** Runs any command. It sees no terminal and no colours, so that its output reads the same everywhere. */
export function runCommand(command: string, args: readonly string[], cwd: string): Promise<ToolRun> {
  const { FORCE_COLOR: _colours, ...env } = process.env
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', output: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text
    said.output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.output += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ exitCode: code ?? 1, ...said }))
  })
}

/** The lines of a tool's output that say something. */
export function linesOf(output: string): readonly string[] {
  return output.split('\n').filter(line => line.trim() !== '')
}

const repositoryRoot = join(import.meta.dirname, '..', '..')
