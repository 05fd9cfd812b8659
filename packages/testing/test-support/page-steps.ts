import type { LifecycleUnderTest } from '../src/contracts/lifecycle-contract.js'

/** What a browser does to a page as far as its scripts can tell: the state first, then the event. */
export function pageSteps(): Omit<LifecycleUnderTest, 'lifecycle'> {
  const become = (visibilityState: DocumentVisibilityState): void => {
    const hidden = visibilityState === 'hidden'
    Object.defineProperties(document, {
      visibilityState: { configurable: true, value: visibilityState },
      hidden: { configurable: true, value: hidden },
    })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }
  const tell = (type: string): void => {
    document.dispatchEvent(new Event(type))
  }
  become('visible')
  return {
    hide: () => become('hidden'),
    show: () => become('visible'),
    pause: () => tell('freeze'),
    goOn: () => tell('resume'),
  }
}
