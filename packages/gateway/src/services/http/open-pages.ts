import type { Gateway } from '../../gateway.js'
import { formatPrometheusText, prometheusMediaType } from '../../metrics/prometheus-text.js'
import { type Answer, jsonAnswer } from './answer.js'

/** Makes a page of what the gateway is doing. */
export type OpenPage = (gateway: Gateway) => Answer

/** What is shown without a token, to programs on this machine. Pages of other origins cannot read it. */
export const openPages: ReadonlyMap<string, OpenPage> = new Map<string, OpenPage>([
  ['health', () => jsonAnswer({ status: 'ready' })],
  ['metrics', ({ metrics }) => textAnswer(formatPrometheusText(metrics.snapshot()))],
])

function textAnswer(body: string): Answer {
  return { status: 200, headers: { 'content-type': prometheusMediaType }, body }
}
