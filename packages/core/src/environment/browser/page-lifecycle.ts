import type { Lifecycle, LifecycleEvent } from '../lifecycle.js'

const eventTypes = [
  ...['visibilitychange', 'pageshow', 'pagehide', 'freeze', 'resume', 'focus'],
  'prerenderingchange',
]

/**
 * What the page's own events mean. Outside a page nothing happens.
 * https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export const pageLifecycle: Lifecycle = {
  visibility: () => {
    if (typeof document === 'undefined') return 'visible'
    if ('prerendering' in document && document.prerendering) return 'prerendering'
    return document.visibilityState
  },
  subscribe: listener => {
    const over = new AbortController()
    const tell = (event: Event): void => {
      const meaning = meaningOf(event)
      if (meaning !== undefined) listener(meaning)
    }
    if (typeof document !== 'undefined') {
      for (const type of eventTypes) {
        // The document's events don't bubble, so the window must capture them; focus it would capture from every input.
        addEventListener(type, tell, { signal: over.signal, capture: type !== 'focus' })
      }
    }
    return () => over.abort()
  },
}

function meaningOf(event: Event): LifecycleEvent | undefined {
  switch (event.type) {
    case 'pagehide':
    case 'freeze':
      return 'app-is-pausing'
    case 'visibilitychange':
      return document.hidden ? 'app-was-hidden' : 'app-woke'
    case 'pageshow':
      return 'persisted' in event && event.persisted ? 'app-woke' : undefined
    default:
      return 'app-woke'
  }
}
