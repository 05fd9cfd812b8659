import { expect, test } from 'vitest'
import { parseFlags } from './demo-flags.js'

test.each([
  [[], {}],
  [['--port', '5200'], { port: 5200 }],
  [['--lifetime', '60s'], { lifetimeMs: 60_000 }],
  [['--lifetime', '10'], { lifetimeMs: 10_000 }],
  [['--lifetime=5m', '--port=0'], { lifetimeMs: 300_000, port: 0 }],
])('%j asks for %o', (args, value) => {
  expect(parseFlags(args)).toEqual({ ok: true, value })
})

test.each([
  [['--port', 'five'], '--port takes a number'],
  [['--port', '70000'], '--port takes a number'],
  [['--lifetime', '1s'], '--lifetime takes 2s to 60m'],
  [['--lifetime', '2h'], '--lifetime takes 2s to 60m'],
  [['--colour'], '--colour'],
])('%j is refused with its reason', (args, reason) => {
  expect(parseFlags(args)).toEqual({ ok: false, problem: expect.stringContaining(reason) })
})
