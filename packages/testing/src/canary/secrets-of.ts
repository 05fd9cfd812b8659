import type { FakeBackend } from '../backend/backend-service.js'

/** The random parts of all tokens this backend has issued: what no canary may find. */
export function secretsOf(backend: Pick<FakeBackend, 'issued'>): readonly string[] {
  return backend.issued.map(({ randomPart }) => randomPart)
}
