import type { Action } from '../plan/action.js'
import type { SimulatedWorld } from '../world/simulated-world.js'

type Disturbance = Exclude<Action, { tab: number } | { do: 'wait' | 'wait-lifetimes' | 'sleep-lifetimes' }>

/** What happens around the tabs. */
export function disturb(world: SimulatedWorld, action: Disturbance): void {
  switch (action.do) {
    case 'open-tab':
      if (world.tabs.length < 4) world.openTab().setWatched(true)
      break
    case 'jump-clock':
      world.time.jumpWallClock(action.ms)
      world.tell({ type: 'clock-jumped' })
      break
    case 'swap-cookie':
      world.backend.user = action.user
      break
    case 'set-backend':
      world.backend.mood = action.mood
      break
    case 'bring-network-back':
      for (const tab of world.tabs) if (tab.place.standing === 'running') tab.networkComesBack()
      break
    case 'work':
      world[action.part].setWorking(action.is)
      world.tell({ type: 'trouble', of: action.part })
      break
    default:
      disturbDisk(world, action)
  }
}

type DiskDisturbance = Extract<Disturbance, { do: `${string}-disk` }>

function disturbDisk({ disk, tell }: SimulatedWorld, action: DiskDisturbance): void {
  if (action.do === 'hang-disk' || action.do === 'fail-disk') tell({ type: 'trouble', of: 'disk' })
  switch (action.do) {
    case 'recover-disk':
      disk.set({ kind: 'none' })
      break
    case 'wipe-disk':
      disk.wipe()
      break
    case 'hang-disk':
      disk.set({ kind: 'hung', writes: action.writes })
      break
    case 'fail-disk': {
      const { failure, times } = action
      // Only where the connection is lost can it be unknown what became of a write.
      disk.set({ kind: 'failing', failure, times, writes: action.writes && failure === 'connection-lost' })
    }
  }
}
