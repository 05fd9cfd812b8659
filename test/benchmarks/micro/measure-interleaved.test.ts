import { expect, it } from 'vitest'
import { measureInterleaved } from './measure-interleaved.js'
import { awaitedSubject, directSubject, type Subject } from './subject.js'

/** Subjects that take their time by a clock of their own. */
function virtualSubjects(perCallMs: Readonly<Record<string, number>>) {
  let now = 0
  const turns: string[] = []
  const subjects = Object.entries(perCallMs).map(
    ([name, callMs]): Subject => ({
      name,
      run(callCount) {
        turns.push(name)
        now += callMs * callCount
      },
    }),
  )
  return { subjects, turns, nowMs: () => now }
}

it('tells what one call took, round by round', async () => {
  const { subjects, nowMs } = virtualSubjects({ quick: 0.5, slow: 4 })
  const measured = await measureInterleaved(subjects, { rounds: 3, turnMs: 40, nowMs })
  expect(measured).toEqual([
    { name: 'quick', perCallMs: [0.5, 0.5, 0.5] },
    { name: 'slow', perCallMs: [4, 4, 4] },
  ])
})

it('lets the subjects take turns', async () => {
  const { subjects, turns, nowMs } = virtualSubjects({ a: 1, b: 1, c: 1 })
  await measureInterleaved(subjects, { rounds: 2, turnMs: 1, nowMs })
  expect(turns.slice(-6).join('')).toBe('abcabc')
})

it('makes more calls of what is quicker, so that every turn takes about as long', async () => {
  const { subjects, nowMs } = virtualSubjects({ quick: 0.001, slow: 1 })
  const turnsMs: number[] = []
  const timed = subjects.map(subject => ({
    ...subject,
    run(callCount: number) {
      const startedAt = nowMs()
      subject.run(callCount)
      turnsMs.push(nowMs() - startedAt)
    },
  }))
  await measureInterleaved(timed, { rounds: 1, turnMs: 100, nowMs })
  for (const turnMs of turnsMs.slice(-2)) expect(turnMs).toBeGreaterThanOrEqual(100)
  for (const turnMs of turnsMs.slice(-2)) expect(turnMs).toBeLessThan(200)
})

it('fails where a subject had no token to give: that would be quick', async () => {
  let now = 0
  const options = { rounds: 1, turnMs: 1, nowMs: () => now++ }
  await expect(measureInterleaved([directSubject('peek', () => undefined)], options)).rejects.toThrow('peek')
  await expect(measureInterleaved([awaitedSubject('get', async () => null)], options)).rejects.toThrow('get')
})
