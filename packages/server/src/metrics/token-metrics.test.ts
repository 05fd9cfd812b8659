import { expect, test } from 'vitest'
import { createTokenMetrics, metricsResponse, tokenOutcomes } from './token-metrics.js'

test('every outcome starts at zero, so that a rate can be taken from the first request on', () => {
  const text = createTokenMetrics().render()
  for (const outcome of tokenOutcomes)
    expect(text).toContain(`\ntoken_requests_total{outcome="${outcome}"} 0\n`)
})

test('sessions are no label unless that was asked for', () => {
  const metrics = createTokenMetrics()
  metrics.count('issued', 'login-1')
  expect(metrics.render()).toContain('token_requests_total{outcome="issued"} 1\n')
  expect(metrics.render()).not.toContain('login-1')
})

test('a session cannot break out of its label', () => {
  const metrics = createTokenMetrics({ labelSessions: true })
  metrics.count('issued', 'a"} 9\n\\')
  expect(metrics.render()).toContain('{outcome="issued",session="a\\"} 9\\n\\\\"} 1\n')
})

test('are served in the text format, uncached', async () => {
  const response = metricsResponse(createTokenMetrics())
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.text()).toMatch(
    /^# HELP token_requests_total .*\n# TYPE token_requests_total counter\n/,
  )
})
