import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProgram } from './run-program.js'

const runProgramFile = JSON.stringify(join(import.meta.dirname, 'run-program.ts'))

describe('runProgram', () => {
  it.each([0, 3])('resolves with the exit code %i', async exitCode => {
    expect(await runProgram(['-e', `process.exit(${exitCode})`])).toBe(exitCode)
  })

  it('hands an interrupt to the program, waits for its end, and ends without going on', async () => {
    const program = `process.on('SIGINT', () => { console.log('program stopped'); process.exit(0) });
      setInterval(() => {}, 1000); console.log('program runs')`
    const outer = `import { runProgram } from ${runProgramFile}
      await runProgram(['-e', ${JSON.stringify(program)}]); console.log('went on')`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', outer])
    let output = ''
    child.stdout.on('data', chunk => {
      output += chunk
      if (output === 'program runs\n') child.kill('SIGINT')
    })
    const [exitCode] = await once(child, 'close')
    expect({ output, exitCode }).toEqual({ output: 'program runs\nprogram stopped\n', exitCode: 130 })
  })
})
