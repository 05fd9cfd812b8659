// Running a gateway

// What a gateway may be given
export type { Caller, CredentialVerifier } from './authority/gate.js'
// Where it keeps data
export type { Engine, ItemAddress, TopicAddress } from './engine/engine.js'
export type {
  TopicDiscontinuityFrame,
  TopicFrame,
  TopicFrames,
  TopicItemFrame,
  TopicMessage,
  TopicRead,
  TopicValue,
  TopicWait,
} from './engine/topic-frame.js'
export { defaultHistoryLimits, type HistoryLimits } from './engine/topic-log.js'
export type { TopicPosition } from './engine/topic-position.js'
export type { Log } from './environment/log.js'
export type { Clock, Timers } from './environment/time.js'
export { GatewayError, type GatewayErrorCode, isGatewayError } from './errors/gateway-error.js'
// Keys
export { type DevelopmentKeys, defaultKeysFolder, loadDevelopmentKeys } from './keys/development-keys.js'
export type { CallCount, MetricsSnapshot } from './metrics/metrics.js'
export {
  defaultPort,
  type GatewayOptions,
  type GatewaySettings,
  type GatewayTrust,
  type RunningGateway,
  startGateway,
} from './start-gateway.js'
