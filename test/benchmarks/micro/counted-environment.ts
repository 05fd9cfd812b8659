import { browserEnvironment, type Environment } from '@hallpass/core'

/** The environment of a browser, and how often anything outside this process's memory was reached for. */
export interface CountedEnvironment {
  readonly environment: Environment
  touchCount(): number
}

/** Counts calls of storage, locks, the channel to other tabs, marks and the network; not of clocks and timers. */
export function countedEnvironment(real: Environment = browserEnvironment()): CountedEnvironment {
  let touches = 0
  const touched = (): void => {
    touches += 1
  }
  const environment: Environment = {
    ...real,
    storage: { open: name => countingCalls(real.storage.open(name), touched) },
    channel: {
      open: (name, onMessage) => countingCalls(real.channel.open(name, onMessage), touched),
    },
    mark: countingCalls(real.mark, touched),
    lock: countingCalls(real.lock, touched),
    fetch: (input, init) => {
      touched()
      return real.fetch(input, init)
    },
  }
  return { environment, touchCount: () => touches }
}

/** The same object, each of whose methods says that it was called. */
export function countingCalls<T extends object>(target: T, called: () => void): T {
  return new Proxy(target, {
    get(object, key) {
      const member: unknown = Reflect.get(object, key)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        called()
        return Reflect.apply(member, object, args)
      }
    },
  })
}
