import type { PlantedBug } from '../core/planted-bug.js'
import { absentEqualsAbsent } from './absent-equals-absent.js'
import { budgetCountsToOne } from './budget-counts-to-one.js'
import { compareAndSetWithoutEpoch } from './compare-and-set-without-epoch.js'
import { compareAndSetWithoutGeneration } from './compare-and-set-without-generation.js'
import { expiryLeftToTimers } from './expiry-left-to-timers.js'
import { failedReadNeverAnswers } from './failed-read-never-answers.js'
import { failureEndsRenewal } from './failure-ends-renewal.js'
import { firstScopeThatPermits } from './first-scope-that-permits.js'
import { lockLetGoAtOnce } from './lock-let-go-at-once.js'
import { lockWaitBelowRequestDeadline } from './lock-wait-below-request-deadline.js'
import { otherSubjectStored } from './other-subject-stored.js'
import { reReadThenWrite } from './re-read-then-write.js'
import { refusedTokenStays } from './refused-token-stays.js'
import { renewalDropsToken } from './renewal-drops-token.js'
import { retryAfterKeptToOneself } from './retry-after-kept-to-oneself.js'
import { signOutKeepsMemory } from './sign-out-keeps-memory.js'
import { spacingForgotten } from './spacing-forgotten.js'
import { storageDeadlineWithoutAbort } from './storage-deadline-without-abort.js'
import { tombstoneOverlooked } from './tombstone-overlooked.js'
import { wallClockBelieved } from './wall-clock-believed.js'

/** By the invariant they break. */
export const plantedBugs: readonly PlantedBug[] = [
  lockWaitBelowRequestDeadline,
  lockLetGoAtOnce,
  compareAndSetWithoutEpoch,
  compareAndSetWithoutGeneration,
  reReadThenWrite,
  storageDeadlineWithoutAbort,
  absentEqualsAbsent,
  tombstoneOverlooked,
  signOutKeepsMemory,
  otherSubjectStored,
  renewalDropsToken,
  failureEndsRenewal,
  spacingForgotten,
  retryAfterKeptToOneself,
  budgetCountsToOne,
  wallClockBelieved,
  expiryLeftToTimers,
  refusedTokenStays,
  failedReadNeverAnswers,
  firstScopeThatPermits,
]
