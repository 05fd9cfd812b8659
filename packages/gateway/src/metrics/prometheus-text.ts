import type { MetricsSnapshot } from './metrics.js'

/** The media type of {@link formatPrometheusText}. */
export const prometheusMediaType = 'text/plain; version=0.0.4; charset=utf-8'

/** A snapshot as Prometheus reads it (text exposition format 0.0.4). */
export function formatPrometheusText(snapshot: MetricsSnapshot): string {
  const calls = snapshot.calls.map(
    call => `calls_total{operation="${call.operation}",outcome="${call.outcome}"} ${call.count}`,
  )
  return [
    ...heading('calls_total', 'counter', 'Calls that ended.'),
    ...calls,
    ...single('deliveries_total', 'counter', 'Topic items handed to subscribers.', snapshot.deliveries),
    ...single(
      'positions_lost',
      'counter',
      'Positions asked for and no longer there.',
      snapshot.positionsLost,
    ),
    ...single('subscriptions_open', 'gauge', 'Subscribers waiting now.', snapshot.subscriptionsOpen),
    ...single('topics_published_total', 'counter', 'Messages published to topics.', snapshot.topicsPublished),
    '',
  ].join('\n')
}

function heading(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function single(
  ...[name, type, help, value]: [name: string, type: string, help: string, value: number]
): string[] {
  return [...heading(name, type, help), `${name} ${value}`]
}
