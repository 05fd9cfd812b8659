import { percentKilled, type Scores } from './scores.js'

/** All mutants of all files together: percent killed, at least. */
const TOTAL_PERCENT = 85

/** Each of the files that decide who may what, when to renew, what the store does next and what an answer says. */
const FILE_PERCENT = 90

/** Those files, from `packages/core/src` on. `transition` hands on to most of `session`'s. */
export const strictFiles: readonly string[] = [
  'scope/permits.ts',
  ...[
    ...['transition', 'step', 'want-token', 'judge-scope', 'read-records', 'settle-request', 'learn-session'],
    ...['learn-skew', 'refuse-token', 'forgiven', 'renewal-schedule'],
  ].map(name => `session/${name}.ts`),
  'token/parse-token-response.ts',
  'token/parse-credential.ts',
  'token/token-lifetime.ts',
].map(name => `packages/core/src/${name}`)

/** What is below its threshold. @param scores of every file there is a score of */
export function findShortfalls(scores: Scores): readonly string[] {
  const total = percentKilled(Object.values(scores))
  const low = strictFiles.flatMap(path => {
    const score = scores[path]?.score
    return score === undefined || score >= FILE_PERCENT ? [] : [`${path} ${belowText(score, FILE_PERCENT)}`]
  })
  return total < TOTAL_PERCENT ? [...low, `all files together: ${belowText(total, TOTAL_PERCENT)}`] : low
}

function belowText(percent: number, least: number): string {
  return `${percent} % killed, ${least} % is the least`
}
