export { type ExplainedStore, explain } from './explain.js'
export type {
  BackingOffCause,
  ExplainedAnswer,
  ExplainedCode,
  ExplainedToken,
  Explanation,
  NextStep,
  Timed,
  WaitingCause,
} from './explanation.js'
