import { afterEach, describe, expect, it, vi } from 'vitest'
import { webLocks } from './web-locks.js'

type Callback = (lock: object | null) => Promise<void>

afterEach(() => vi.unstubAllGlobals())

/** A lock manager that calls back when the test says so. */
function stubLocks(): { readonly callbacks: Callback[]; readonly options: LockOptions[] } {
  const callbacks: Callback[] = []
  const options: LockOptions[] = []
  const request = (_: string, asked: LockOptions, callback: Callback): Promise<void> => {
    options.push(asked)
    callbacks.push(callback)
    return new Promise(() => {})
  }
  vi.stubGlobal('navigator', { locks: { request } })
  return { callbacks, options }
}

function stubRequest(request: () => unknown): void {
  vi.stubGlobal('navigator', { locks: { request } })
}

function throwing(name: string): () => never {
  return () => {
    throw new DOMException('', name)
  }
}

describe('locks that cannot be had', () => {
  const never = new AbortController().signal
  it.each<[string, () => void]>([
    ['no navigator', () => vi.stubGlobal('navigator', undefined)],
    ['no locks', () => vi.stubGlobal('navigator', {})],
    [
      'a getter that throws',
      () =>
        vi.stubGlobal('navigator', Object.defineProperty({}, 'locks', { get: throwing('SecurityError') })),
    ],
    ['a request that throws', () => stubRequest(throwing('SecurityError'))],
    ['a request that rejects', () => stubRequest(async () => throwing('InvalidStateError')())],
  ])('%s is unsupported', async (_, arrange) => {
    arrange()
    expect(await webLocks.acquire('one', never)).toEqual({ outcome: 'unsupported' })
    expect(await webLocks.tryAcquire('one')).toEqual({ outcome: 'unsupported' })
  })
})

describe('a request', () => {
  it('holds the lock until it is let go', async () => {
    const { callbacks } = stubLocks()
    const asked = webLocks.acquire('one', new AbortController().signal)
    let isHeld = true
    callbacks[0]?.({}).then(() => {
      isHeld = false
    })
    const answer = await asked
    expect(isHeld).toBe(true)
    if (answer.outcome === 'acquired') answer.release()
    await Promise.resolve()
    expect(isHeld).toBe(false)
  })

  it('is busy when its signal aborts, whatever the reason is called', async () => {
    const deadline = new AbortController()
    stubRequest(async () => {
      deadline.abort(new DOMException('', 'TimeoutError'))
      throw deadline.signal.reason
    })
    expect(await webLocks.acquire('one', deadline.signal)).toEqual({ outcome: 'busy' })
  })

  it('lets go at once of a lock that comes after its signal aborted', async () => {
    const { callbacks } = stubLocks()
    const deadline = new AbortController()
    const asked = webLocks.acquire('one', deadline.signal)
    deadline.abort()
    await callbacks[0]?.({})
    expect(await asked).toEqual({ outcome: 'busy' })
  })

  it('is busy when the lock is not free this moment', async () => {
    const { callbacks } = stubLocks()
    const asked = webLocks.tryAcquire('one')
    await callbacks[0]?.(null)
    expect(await asked).toEqual({ outcome: 'busy' })
  })

  it('never steals', () => {
    const { options } = stubLocks()
    webLocks.tryAcquire('one')
    webLocks.acquire('one', new AbortController().signal)
    expect(options.map(({ steal }) => steal)).toEqual([undefined, undefined])
  })
})
