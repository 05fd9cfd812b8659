import { describe, expect, it } from 'vitest'
import { createListeners } from './listeners.js'

describe('a set of listeners', () => {
  it('tells each of them, in the order they came', () => {
    const heard: string[] = []
    const listeners = createListeners<string>(() => {})
    listeners.add(value => heard.push(`first ${value}`))
    listeners.add(value => heard.push(`second ${value}`))
    listeners.tell('news')
    expect(heard).toEqual(['first news', 'second news'])
  })

  it('takes the same function twice as two', () => {
    const heard: string[] = []
    const listener = (value: string) => void heard.push(value)
    const listeners = createListeners<string>(() => {})
    const stop = listeners.add(listener)
    listeners.add(listener)
    stop()
    listeners.tell('news')
    expect(heard).toEqual(['news'])
  })

  it('tells the others when one throws, and the app what it threw', async () => {
    const heard: string[] = []
    const listeners = createListeners<string>(() => {})
    listeners.add(() => {
      throw new Error('of the app')
    })
    listeners.add(value => heard.push(value))
    const unhandled = nextUnhandledRejection()
    listeners.tell('news')
    expect(heard).toEqual(['news'])
    expect(await unhandled).toMatchObject({ message: 'of the app' })
  })

  it('tells whoever was there when the news came', () => {
    const heard: string[] = []
    const listeners = createListeners<string>(() => {})
    const stop = listeners.add(value => {
      heard.push(value)
      stop()
      listeners.add(later => heard.push(`late ${later}`))
    })
    listeners.tell('one')
    listeners.tell('two')
    expect(heard).toEqual(['one', 'late two'])
  })

  it('says when their number has changed, and stopping twice is no change', () => {
    const counts: number[] = []
    const listeners = createListeners<string>(() => counts.push(listeners.count()))
    const [one, other] = [listeners.add(() => {}), listeners.add(() => {})]
    one()
    one()
    other()
    expect(counts).toEqual([1, 2, 1, 0])
  })
})

/** The next one, kept from whoever else would hear of it. */
function nextUnhandledRejection(): Promise<unknown> {
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  return new Promise(resolve => {
    process.once('unhandledRejection', reason => {
      for (const other of others) process.on('unhandledRejection', other)
      resolve(reason)
    })
  })
}
