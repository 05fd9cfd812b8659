import { expect, test } from 'vitest'
import { live } from '../test-support/definitions.js'
import { happens, World } from '../test-support/render-with-session.js'
import { useCan } from './use-can.js'

test('it renders again only when the answer changes, with an operation written inline', async () => {
  const world = new World()
  const { tokens } = world.session
  const answers: string[] = []
  world.hook(() => answers.push(useCan({ kind: 'publish', cache: 'chat', topic: 'room-general' })))
  const rendered = answers.length
  await happens(() => {
    tokens.scope = live(1)
    tokens.scope = live(2)
  })
  expect(answers).toHaveLength(rendered)
  await happens(() => {
    tokens.answer = 'no'
  })
  expect(new Set(answers.slice(rendered))).toEqual(new Set(['no']))
  expect(answers[0]).toBe('unknown')
})
