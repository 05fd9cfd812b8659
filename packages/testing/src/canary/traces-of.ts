import type { TestWorld } from '../world/create-test-world.js'

/** Everything a world's tabs have said to anyone but storage and the backends' request bodies: no token belongs there. */
export function tracesOf(world: TestWorld): Readonly<Record<string, unknown>> {
  return {
    'lock names': [...world.locks.askedNames],
    broadcasts: world.channels.posted,
    URLs: world.network.requestedUrls,
    marks: world.marks.dump(),
    'database and record names': Object.entries(world.storage.dump()).map(([name, records]) => [
      name,
      Object.keys(records),
    ]),
  }
}
