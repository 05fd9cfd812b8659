import type { Environment } from '../environment/environment.js'
import type { Announcement } from '../session/store-command.js'
import type { OperationTokens } from '../store/operation-tokens.js'
import type { Transport } from '../transport/transport.js'

/** What the topics of one session work with: its tokens, its way to the service, and its event stream. */
export interface TopicContext {
  readonly id: string
  readonly environment: Environment
  readonly operations: OperationTokens
  readonly transport: Transport
  emit(event: Announcement): void
}
