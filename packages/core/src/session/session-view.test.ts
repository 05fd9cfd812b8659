import { describe, expect, it } from 'vitest'
import { sessionView } from './session-view.js'

const nobody = { status: 'active', epoch: 0, subject: undefined, standing: 'visitor' }
const visiting = { status: 'active', epoch: 7, subject: undefined, standing: 'visitor' }
const ada = { status: 'active', epoch: 7, subject: 'ada', standing: 'signed-in' }
const out = (epoch: number) => ({ status: 'signed-out', epoch })

const RECORDS = {
  nothing: undefined,
  'what cannot be read': { epoch: 'seven' },
  'a visitor': { epoch: 7 },
  'somebody signed in': { epoch: 7, subject: 'ada', signedInAt: 1 },
  'a tombstone': { epoch: 7, subject: 'ada', signedInAt: 1, signedOutAt: 2 },
}

describe('what storage says of the identity', () => {
  it.each([
    ['nothing', undefined, nobody],
    ['what cannot be read', undefined, nobody],
    ['a visitor', undefined, visiting],
    ['somebody signed in', undefined, ada],
    ['a tombstone', undefined, out(7)],
    ['nothing', 0, nobody],
    ['nothing', 3, out(3)],
    ['what cannot be read', 3, out(3)],
    ['somebody signed in', 6, ada],
    ['somebody signed in', 7, out(7)],
    ['somebody signed in', 8, out(8)],
    ['a visitor', 8, out(8)],
    ['a tombstone', 6, out(7)],
    ['a tombstone', 9, out(9)],
  ] as const)('by %s, with %s for a mark', (record, mark, view) => {
    expect(sessionView(RECORDS[record], mark)).toEqual(view)
  })
})
