import { afterEach, expect, it, vi } from 'vitest'
import { broadcastChannel } from './broadcast-channel.js'

afterEach(() => vi.unstubAllGlobals())

function refuse(): never {
  throw new DOMException('', 'SecurityError')
}

it.each([
  ['absent', undefined],
  ['refused', refuse],
])('does nothing where BroadcastChannel is %s', (_, made) => {
  vi.stubGlobal('BroadcastChannel', made)
  const channel = broadcastChannel.open('doorbell', () => {})
  channel.post('ring')
  channel.close()
  channel.post('ring')
})

it('hands on what is said, never throws when it cannot post, and closes', () => {
  const lines: Line[] = []
  class Line extends EventTarget {
    readonly close = vi.fn()
    readonly postMessage = refuse
    constructor() {
      super()
      lines.push(this)
    }
  }
  vi.stubGlobal('BroadcastChannel', Line)
  const heard: unknown[] = []
  const channel = broadcastChannel.open('doorbell', message => heard.push(message))
  lines[0]?.dispatchEvent(new MessageEvent('message', { data: 'ring' }))
  channel.post('never throws')
  channel.close()
  expect(heard).toEqual(['ring'])
  expect(lines[0]?.close).toHaveBeenCalledTimes(1)
})
