import type { Timers } from '@hallpass/core'
import type { FakeCall } from '../world/fake-network.js'

const DRIP_EVERY_MS = 1_000

/** The same answer, its body sent one byte a second until it is all there or the caller gives up. */
export async function slowDrip(response: Response, call: FakeCall, timers: Timers): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull: async controller => {
      await nextDrip(call, timers)
      controller.enqueue(bytes.slice(sent, ++sent))
      if (sent === bytes.length) controller.close()
    },
  })
  return new Response(body, response)
}

function nextDrip({ givenUp, deliver }: FakeCall, timers: Timers): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = timers.start(DRIP_EVERY_MS, () => {
      givenUp.removeEventListener('abort', giveUp)
      deliver(resolve)
    })
    const giveUp = (): void => {
      stop()
      reject(givenUp.reason)
    }
    if (givenUp.aborted) giveUp()
    else givenUp.addEventListener('abort', giveUp)
  })
}
