import type { SimulatedWorld } from '../world/simulated-world.js'

const REST_MS = 15_000
/** So often is long enough for every call under way, at its slowest. */
const MOST_RESTS = 4

/** Everything works again, every tab is looked at, and time goes by. */
export async function comeToRest(world: SimulatedWorld, goOn: () => boolean): Promise<void> {
  world.disk.set({ kind: 'none' })
  for (const part of [world.locks, world.doorbells, world.marks]) part.setWorking(true)
  world.backend.mood = { kind: 'well', slowMs: 0 }
  for (const tab of world.tabs) {
    if (tab.place.standing === 'frozen') tab.thaw()
    tab.timers.isThrottled = false
    tab.show()
  }
  for (let rests = 0; rests < MOST_RESTS && goOn(); rests++) {
    await world.scheduler.pass(REST_MS)
    if (world.tabs.every(tab => tab.callCount() === 0)) return
  }
}
