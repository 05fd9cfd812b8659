import type { Scope } from '@hallpass/core'

/** One request a fake backend received. */
export interface BackendRequest {
  /** True time, epoch milliseconds. */
  readonly at: number
  readonly kind: 'issue' | 'sign-out'
  /** Undefined when the backend is to decide. */
  readonly scope: Scope | undefined
  readonly headers: Readonly<Record<string, string>>
}

export async function readBackendRequest(request: Request, at: number): Promise<BackendRequest> {
  const headers = Object.fromEntries(request.headers)
  if (request.method === 'DELETE') return { at, kind: 'sign-out', scope: undefined, headers }
  const body: { readonly scope?: Scope } = await request.json()
  return { at, kind: 'issue', scope: body.scope, headers }
}
