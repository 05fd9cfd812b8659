import { describe, expect, it } from 'vitest'
import { World } from '../../test-support/topic/world.js'
import { SessionError } from '../errors/session-error.js'
import { callWithToken } from './call-with-token.js'
import type { TransportAnswer, TransportRequest } from './transport.js'

const get: TransportRequest = { kind: 'get', cache: 'chat', key: 'k' }

class Calls extends World {
  call(request: TransportRequest, signal?: AbortSignal): Promise<unknown> {
    return callWithToken(request, this.context, signal)
  }

  /** The problem a call failed with. */
  async problem(answers: readonly TransportAnswer[], signal?: AbortSignal): Promise<unknown> {
    this.service.answers = [...answers]
    const error = await this.call(get, signal).catch((thrown: unknown) => thrown)
    return error instanceof SessionError ? error.problem : error
  }
}

describe('callWithToken', () => {
  it.each<[TransportRequest, object]>([
    [get, { kind: 'read', cache: 'chat', key: 'k' }],
    [
      { kind: 'set', cache: 'chat', key: 'k', value: Uint8Array.of(1), ttlMs: 1 },
      { kind: 'write', cache: 'chat', key: 'k' },
    ],
    [
      { kind: 'delete', cache: 'chat', key: 'k' },
      { kind: 'write', cache: 'chat', key: 'k' },
    ],
    [
      { kind: 'publish', cache: 'chat', topic: 't', payload: 'a' },
      { kind: 'publish', cache: 'chat', topic: 't' },
    ],
  ])('asks for the token of the operation: %o', async (request, operation) => {
    const calls = new Calls()
    await calls.call(request)
    expect(calls.tokens.askedFor).toEqual([operation])
    expect(calls.service.calls).toEqual([{ request, generation: 1 }])
  })

  it.each<TransportAnswer>([
    { outcome: 'done' },
    { outcome: 'miss' },
    { outcome: 'hit', value: Uint8Array.of(1) },
  ])('gives the answer $outcome', async answer => {
    const calls = new Calls()
    calls.service.answers = [answer]
    expect(await calls.call(get)).toEqual(answer)
  })

  it('sends a request whose token was refused once more, with another', async () => {
    const calls = new Calls()
    calls.service.answers = [{ outcome: 'rejected' }, { outcome: 'miss' }]
    expect(await calls.call(get)).toEqual({ outcome: 'miss' })
    expect(calls.service.calls.map(({ generation }) => generation)).toEqual([1, 2])
  })

  it('not more than once, and reports both tokens', async () => {
    const calls = new Calls()
    const answers = Array<TransportAnswer>(5).fill({ outcome: 'rejected' })
    expect(await calls.problem(answers)).toEqual({ code: 'rejected' })
    expect(calls.tokens.rejectedTokens.map(({ generation }) => generation)).toEqual([1, 2])
    expect(calls.service.calls.length).toBe(2)
  })

  it.each<[TransportAnswer, object]>([
    [{ outcome: 'not-permitted' }, { code: 'not-permitted' }],
    [
      { outcome: 'misconfigured', status: 404 },
      { code: 'misconfigured', status: 404 },
    ],
    [{ outcome: 'endpoint-not-allowed' }, { code: 'endpoint-not-allowed' }],
    [
      { outcome: 'unavailable', retryAfterMs: 7_000 },
      { code: 'unavailable', retryAt: 1_007_000 },
    ],
    [{ outcome: 'unavailable' }, { code: 'unavailable', retryAt: 1_001_000 }],
  ])('makes an error of %o, and does not try again', async (answer, problem) => {
    const calls = new Calls()
    expect(await calls.problem([answer])).toEqual(problem)
    expect(calls.service.calls.length).toBe(1)
  })

  it('asks for nothing where the transport cannot do it', async () => {
    const calls = new Calls()
    calls.service.transport.can = new Set(['publish'])
    expect(await calls.problem([])).toEqual({ code: 'capability-missing' })
    expect([calls.tokens.askedFor, calls.service.calls]).toEqual([[], []])
  })

  it('passes on what the store says', async () => {
    const calls = new Calls()
    calls.tokens.problem = { code: 'signed-out' }
    expect(await calls.problem([])).toEqual({ code: 'signed-out' })
    expect(calls.service.calls).toEqual([])
  })

  it('is aborted by its signal', async () => {
    const calls = new Calls()
    const controller = new AbortController()
    calls.service.transport.call = async (_request, _token, signal) => {
      controller.abort()
      return signal.throwIfAborted() ?? { outcome: 'done' }
    }
    expect(await calls.problem([], controller.signal)).toEqual({ code: 'aborted' })
  })

  it('nothing a transport throws gets out', async () => {
    const calls = new Calls()
    calls.service.transport.call = async () => {
      throw new TypeError('"token-1" is no valid header')
    }
    expect(await calls.problem([])).toEqual({ code: 'unavailable', retryAt: 1_001_000 })
  })
})
