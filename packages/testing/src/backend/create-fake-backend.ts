import type { TestWorld } from '../world/create-test-world.js'
import { createBackendService, type FakeBackend, type FakeBackendOptions } from './backend-service.js'

/** A token endpoint on the network of a world, in its time. */
export function createFakeBackend(world: TestWorld, options: FakeBackendOptions = {}): FakeBackend {
  const host = { now: world.trueNow, timers: world.outsideTimers, random: world.random }
  const { backend, answer } = createBackendService(host, options)
  world.network.serve(backend.url, answer)
  return backend
}
