import { type BrowserProfile, browserDeadlineMs, type RealBrowser, type Tab } from './real-browser.js'
import { openVirtualScreen } from './virtual-screen.js'
import { startWebDriver, type WebDriverSession } from './web-driver.js'

/** A WebKitGTK, over WebDriver; its sessions keep nothing, so each is a profile. */
export async function launchWebKit(driverPath: string): Promise<RealBrowser> {
  const screen = await openVirtualScreen()
  const env: NodeJS.ProcessEnv = { ...process.env, DISPLAY: screen.display }
  // Its sandbox wants a user namespace, which containers mostly have none to give.
  env.WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS = '1'
  const open = new Set<BrowserProfile>()
  return {
    async newProfile() {
      const profile = profileOf(await startWebDriver(driverPath, env), () => open.delete(profile))
      open.add(profile)
      return profile
    },
    async close() {
      await Promise.allSettled([...open].map(profile => profile.close()))
      await screen.close()
    },
  }
}

function profileOf(session: WebDriverSession, closed: () => void): BrowserProfile {
  const inTurn = createTurns()
  /** WebDriver speaks to one tab at a time. */
  const inTab = <Value>(handle: string, work: () => Promise<Value>): Promise<Value> =>
    inTurn(async () => {
      await session.send('POST', '/window', { handle })
      return work()
    })
  return {
    async openTab(url) {
      const { handle } = await inTurn(() =>
        session.send<{ handle: string }>('POST', '/window/new', { type: 'tab' }),
      )
      await inTab(handle, () => load(session, '/url', { url }))
      return tabOf(session, work => inTab(handle, work))
    },
    async close() {
      closed()
      await inTurn(() => session.close())
    },
  }
}

type InTab = <Value>(work: () => Promise<Value>) => Promise<Value>

function tabOf(session: WebDriverSession, inTab: InTab): Tab {
  return {
    evaluate: inPage => inTab(() => evaluate(session, inPage)),
    reload: () => inTab(() => load(session, '/refresh', {})),
    close: () => inTab(() => session.send('DELETE', '/window')),
    freezing: undefined,
  }
}

/** Loads a page. The driver answers before a new tab's page is there, so what was there before is marked. */
async function load(session: WebDriverSession, path: string, body: object): Promise<void> {
  await evaluate(session, () => void Object.assign(window, { isLeaving: true }))
  await session.send('POST', path, body)
  const deadlineAt = Date.now() + browserDeadlineMs
  while (!(await evaluate(session, () => !('isLeaving' in window) && document.readyState === 'complete'))) {
    if (Date.now() > deadlineAt) throw new Error('the page was not loaded in time')
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

type Evaluated<Result> = { readonly result: Result } | { readonly failure: string }

async function evaluate<Result>(
  session: WebDriverSession,
  inPage: () => Result | Promise<Result>,
): Promise<Result> {
  const script = `const done = arguments[arguments.length - 1]
    Promise.resolve().then(${inPage}).then(result => done({ result }), error => done({ failure: String(error) }))`
  const evaluated = await session.send<Evaluated<Result>>('POST', '/execute/async', { script, args: [] })
  if ('failure' in evaluated) throw new Error(evaluated.failure)
  return evaluated.result
}

/** Runs one piece of work after another, whatever becomes of each. */
function createTurns(): InTab {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}
