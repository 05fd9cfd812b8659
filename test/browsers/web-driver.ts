import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { browserDeadlineMs } from './real-browser.js'

/** One session with a browser over WebDriver: https://www.w3.org/TR/webdriver2/ */
export interface WebDriverSession {
  send<Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Value>
  close(): Promise<void>
}

/** Starts a driver program and, through it, a browser. The browser is ended with its session, and its profile with it. */
export async function startWebDriver(
  executablePath: string,
  env: NodeJS.ProcessEnv,
): Promise<WebDriverSession> {
  const port = await freePort()
  const driver = spawn(executablePath, [`--port=${port}`], { stdio: 'ignore', env })
  const kill = () => void driver.kill()
  process.once('exit', kill)
  const stop = async () => {
    process.off('exit', kill)
    await stopProgram(driver)
  }
  try {
    const url = `http://127.0.0.1:${port}`
    await untilReady(url, driver)
    return await openSession(url, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

/** Ends a program and waits for its end. */
export async function stopProgram(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return
  const ended = once(program, 'exit')
  program.kill()
  await ended
}

async function openSession(url: string, stop: () => Promise<void>): Promise<WebDriverSession> {
  const { sessionId } = await send<{ sessionId: string }>('POST', `${url}/session`, {
    capabilities: { alwaysMatch: { timeouts: { script: browserDeadlineMs, pageLoad: browserDeadlineMs } } },
  })
  const session = `${url}/session/${sessionId}`
  return {
    send: (method, path, body) => send(method, `${session}${path}`, body),
    async close() {
      try {
        await send('DELETE', session)
      } finally {
        await stop()
      }
    },
  }
}

async function send<Value>(method: string, url: string, body?: object): Promise<Value> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(2 * browserDeadlineMs),
  })
  const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}

async function untilReady(url: string, driver: ChildProcess): Promise<void> {
  const failed = new AbortController()
  driver.once('error', error => failed.abort(error))
  driver.once('exit', () => failed.abort(new Error('the driver ended at once')))
  const deadlineAt = Date.now() + browserDeadlineMs
  while (Date.now() < deadlineAt) {
    failed.signal.throwIfAborted()
    const status = await send<{ ready: boolean }>('GET', `${url}/status`).catch(() => undefined)
    if (status?.ready) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('the driver was not ready in time')
}

/** The driver takes no port of its own choice and names none. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
