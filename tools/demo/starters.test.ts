import { expect, test } from 'vitest'
import { type ListedProcess, startersOf } from './starters.js'

const terminal: ListedProcess = { pid: 10, parentPid: 1, command: '-bash' }
const npx: ListedProcess = { pid: 20, parentPid: 10, command: 'npm exec pnpm@12.21.0 demo' }
const npxShell: ListedProcess = { pid: 30, parentPid: 20, command: "sh -c 'pnpm' demo" }
const pnpm: ListedProcess = { pid: 40, parentPid: 30, command: 'pnpm demo' }
const pnpmShell: ListedProcess = { pid: 50, parentPid: 40, command: 'sh -c trap' }
const demo: ListedProcess = { pid: 60, parentPid: 50, command: 'node start-demo.ts' }
const processes = [demo, terminal, npx, npxShell, pnpm, pnpmShell]

test('every process between the demo and the topmost package manager is a starter', () => {
  expect(startersOf(60, processes)).toEqual([50, 40, 30, 20])
})

test('a terminal is not: what runs in the background outlives it', () => {
  expect(startersOf(60, [{ ...demo, parentPid: 10 }, terminal])).toEqual([])
})

test('where processes cannot be listed there are none', () => {
  expect(startersOf(60, [])).toEqual([])
})
