/** What became of a token request. `bad_request` is every request that is wrong in itself, `failed` our own failure. */
export const tokenOutcomes = [
  'issued',
  'signed_out',
  'forbidden',
  'scope_refused',
  'later',
  'cross_site',
  'bad_request',
  'failed',
] as const

/** One of {@link tokenOutcomes}. */
export type TokenOutcome = (typeof tokenOutcomes)[number]

/** Counters of a token endpoint; hand one to {@link createTokenEndpoint} and serve it by {@link metricsResponse}. */
export interface TokenMetrics {
  /** Counts one answered token request, and the session it was issued to, if any. */
  count(outcome: TokenOutcome, session?: string): void
  /** Prometheus text exposition format, version 0.0.4. */
  render(): string
}

/** Options of {@link createTokenMetrics}. */
export interface TokenMetricsOptions {
  /** Adds a `session` label. For tests only: it tells who is signed in, and makes a series for each. @default false */
  readonly labelSessions?: boolean
}

/** Makes the counter `token_requests_total`, by outcome. */
export function createTokenMetrics({ labelSessions = false }: TokenMetricsOptions = {}): TokenMetrics {
  const counts = new Map(tokenOutcomes.map(outcome => [labels(outcome), 0]))
  return {
    count(outcome, session) {
      const series = labels(outcome, labelSessions ? session : undefined)
      counts.set(series, (counts.get(series) ?? 0) + 1)
    },
    render: () =>
      [
        '# HELP token_requests_total Token requests answered, by outcome.',
        '# TYPE token_requests_total counter',
        ...Array.from(counts, ([series, value]) => `token_requests_total{${series}} ${value}`),
        '',
      ].join('\n'),
  }
}

/**
 * Answers a scrape. Serve it where only your monitoring can reach it: the numbers tell how many people sign in, and
 * in test mode who.
 */
export function metricsResponse(metrics: TokenMetrics): Response {
  return new Response(metrics.render(), {
    headers: {
      'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

function labels(outcome: TokenOutcome, session?: string): string {
  return session === undefined
    ? `outcome="${outcome}"`
    : `outcome="${outcome}",session="${escapeLabel(session)}"`
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
