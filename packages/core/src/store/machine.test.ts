import { beforeEach, describe, expect, it } from 'vitest'
import { momentAfter, signedIn } from '../../test-support/session-samples.js'
import type { StoreCommand } from '../session/store-command.js'
import type { StoreEvent } from '../session/store-event.js'
import { createMachine, type Machine } from './machine.js'

const known: StoreEvent = { type: 'session-known', view: signedIn, by: 'app' }
const wanted = (key: string): StoreEvent => ({
  type: 'token-wanted',
  key,
  scope: undefined,
  minValidityMs: 0,
})

let log: string[]
let onCommand: (command: StoreCommand) => void
let onChanged: () => void
let machine: Machine

beforeEach(() => {
  log = []
  onCommand = () => {}
  onChanged = () => {}
  const execute = (command: StoreCommand) => {
    log.push('key' in command ? `${command.type} ${command.key}` : command.type)
    onCommand(command)
  }
  const changed = () => {
    log.push(`changed: ${[...machine.state().scopes.keys()].join('+')}`)
    onChanged()
  }
  machine = createMachine(() => momentAfter(0), execute, changed)
})

describe('a machine', () => {
  it('deals with one event after the other, and says so when its state is another', () => {
    machine.dispatch(known)
    machine.dispatch(wanted('a'))
    expect(log).toEqual(['announce', 'changed: ', 'read-records a', 'changed: a'])
  })

  it('says nothing when nothing has changed', () => {
    machine.dispatch({ type: 'time-passed' })
    expect(log).toEqual([])
  })

  it('lets an event that arises from a command wait until the one at work is dealt with', () => {
    onCommand = command => {
      if (command.type !== 'announce') return
      machine.dispatch(wanted('a'))
      expect(machine.state().scopes.size).toBe(0)
      machine.dispatch(wanted('b'))
    }
    machine.dispatch(known)
    expect(log).toEqual(['announce', 'read-records a', 'read-records b', 'changed: a+b'])
  })

  it('shows the new state to the commands that follow from it', () => {
    onCommand = () => log.push(machine.state().session.status)
    machine.dispatch(known)
    expect(log).toEqual(['announce', 'active', 'changed: '])
  })

  it('deals at once with an event that arises from its having changed', () => {
    onChanged = () => {
      if (machine.state().scopes.size === 0) machine.dispatch(wanted('a'))
    }
    machine.dispatch(known)
    expect(log).toEqual(['announce', 'changed: ', 'read-records a', 'changed: a'])
  })

  it('goes on with the next event after one whose command threw', () => {
    onCommand = () => {
      throw new Error('of the environment')
    }
    expect(() => machine.dispatch(known)).toThrow('of the environment')
    onCommand = () => {}
    machine.dispatch(wanted('a'))
    expect(machine.state().scopes.has('a')).toBe(true)
  })
})
