import { describe, expect, it } from 'vitest'
import { createTestWorld } from './create-test-world.js'

const never = new AbortController().signal

describe('locks that fail', () => {
  it('are unsupported until they recover', async () => {
    const world = createTestWorld()
    const { lock } = world.openTab().environment
    world.locks.fail()
    expect(await lock.acquire('one', never)).toEqual({ outcome: 'unsupported' })
    expect(await lock.tryAcquire('one')).toEqual({ outcome: 'unsupported' })
    world.locks.recover()
    expect((await lock.tryAcquire('one')).outcome).toBe('acquired')
    expect([...world.locks.askedNames]).toEqual(['one'])
  })

  it('go to nobody who is leaving', async () => {
    const world = createTestWorld()
    const [holder, stayer] = [world.openTab(), world.openTab()]
    await holder.environment.lock.tryAcquire('one')
    const second = holder.environment.lock.acquire('one', never)
    const third = stayer.environment.lock.acquire('one', never)
    holder.close()
    expect((await third).outcome).toBe('acquired')
    expect(await Promise.race([second, world.settle().then(() => 'never answered')])).toBe('never answered')
  })
})

describe('channels', () => {
  it('lose messages until they recover, and remember all of them', async () => {
    const world = createTestWorld()
    const heard: unknown[] = []
    const sender = world.openTab().environment.channel.open('doorbell', () => {})
    world.openTab().environment.channel.open('doorbell', message => heard.push(message))
    world.channels.drop()
    sender.post(1)
    world.channels.recover()
    sender.post(2)
    await world.settle()
    expect(heard).toEqual([2])
    expect(world.channels.posted.map(({ message }) => message)).toEqual([1, 2])
  })

  it('count as open until they or their tabs are closed', () => {
    const world = createTestWorld()
    const [first, second] = [world.openTab(), world.openTab()]
    first.environment.channel.open('doorbell', () => {})
    const open = second.environment.channel.open('doorbell', () => {})
    expect(world.channels.openCount()).toBe(2)
    open.close()
    first.crash()
    expect(world.channels.openCount()).toBe(0)
  })
})

describe('marks that fail', () => {
  it('are neither read nor written until they recover', () => {
    const world = createTestWorld()
    const { mark } = world.openTab().environment
    mark.write('epoch', 3)
    world.marks.fail()
    expect(mark.read('epoch')).toBeUndefined()
    expect(mark.write('epoch', 4)).toBe(false)
    world.marks.recover()
    expect(mark.read('epoch')).toBe(3)
    world.marks.wipe()
    expect(world.marks.dump()).toEqual({})
  })
})

describe('decodeJwt', () => {
  it('reads claims, and quotes nothing it cannot read', () => {
    const { decodeJwt } = createTestWorld().openTab().environment
    expect(decodeJwt(`e30.${btoa('{"sub":"ada"}')}.`)).toEqual({ sub: 'ada' })
    expect(() => decodeJwt('secret')).toThrow(new Error('not a JWT'))
  })
})
