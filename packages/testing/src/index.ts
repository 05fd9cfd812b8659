// The world

export { createTestWorld, type TestWorld, type TestWorldOptions } from './world/create-test-world.js'
export type { FakeChannels, PostedMessage } from './world/fake-channels.js'
export type { OpenTabOptions } from './world/fake-device.js'
export type { FakeLocks } from './world/fake-locks.js'
export type { FakeMarks } from './world/fake-marks.js'
export type { FakeCall, FakeHandler, FakeNetwork } from './world/fake-network.js'
export type { FakeStorage } from './world/fake-storage.js'
export type { FakeTab } from './world/fake-tab.js'
export type { ClockRates } from './world/fake-time.js'
export type { FakeTimers, TimerFault } from './world/fake-timers.js'
export { createSeededRandom } from './world/seeded-random.js'
export type { StorageFaultOptions, StorageOperation } from './world/storage-faults.js'
export type { CacheManners, TabState } from './world/tab-life.js'

// The backend

export type { BackendAnswer, BackendMoment } from './backend/backend-answer.js'
export type { BackendManners } from './backend/backend-manners.js'
export type { BackendRequest } from './backend/backend-request.js'
export type { FakeBackend, FakeBackendOptions } from './backend/backend-service.js'
export { createFakeBackend } from './backend/create-fake-backend.js'
export type { PlainAnswer } from './backend/plain-answer.js'
export type { IssuedToken } from './backend/token-book.js'
export { type RetryAfterForm, tooManyRequests } from './backend/too-many-requests.js'
export { type WrongAnswerName, wrongAnswerNames } from './backend/wrong-answers.js'

// The canary

export { expectNoSecret, findSecretWindows, type SecretWindow } from './canary/find-secret-windows.js'
export { secretsOf } from './canary/secrets-of.js'
export { tracesOf } from './canary/traces-of.js'

// Contracts, one a port

export { channelContract, type MakeChannelTabs } from './contracts/channel-contract.js'
export { type ClockUnderTest, clockContract } from './contracts/clock-contract.js'
export type { ContractCase } from './contracts/contract-case.js'
export { decodeJwtContract } from './contracts/decode-jwt-contract.js'
export { type FetchUnderTest, fetchContract } from './contracts/fetch-contract.js'
export { type LifecycleUnderTest, lifecycleContract } from './contracts/lifecycle-contract.js'
export { lockContract, type MakeLockTabs } from './contracts/lock-contract.js'
export { type MakeMarkTabs, markContract } from './contracts/mark-contract.js'
export { type NetworkUnderTest, networkContract } from './contracts/network-contract.js'
export { type MakeRandomTabs, randomContract } from './contracts/random-contract.js'
export { type MakeStorageTabs, storageContract } from './contracts/storage-contract.js'
export { type TimersUnderTest, timersContract } from './contracts/timers-contract.js'
