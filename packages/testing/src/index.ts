// The world

export type { BackendAnswer } from './backend/backend-answer.js'
export type { BackendRequest } from './backend/backend-request.js'
// The backend
export {
  type BackendManners,
  createFakeBackend,
  type FakeBackend,
  type FakeBackendOptions,
} from './backend/create-fake-backend.js'
export type { IssuedToken } from './backend/token-book.js'
// The canary
export { expectNoSecret, findSecretWindows, type SecretWindow } from './canary/find-secret-windows.js'
export { secretsOf } from './canary/secrets-of.js'
export { tracesOf } from './canary/traces-of.js'
export { channelContract, type MakeChannelTabs } from './contracts/channel-contract.js'
export { type ClockUnderTest, clockContract } from './contracts/clock-contract.js'
// Contracts, one a port
export type { ContractCase } from './contracts/contract-case.js'
export { lockContract, type MakeLockTabs } from './contracts/lock-contract.js'
export { type MakeMarkTabs, markContract } from './contracts/mark-contract.js'
export { type MakeStorageTabs, storageContract } from './contracts/storage-contract.js'
export { createTestWorld, type TestWorld, type TestWorldOptions } from './world/create-test-world.js'
export type { FakeChannels, PostedMessage } from './world/fake-channels.js'
export type { FakeLocks } from './world/fake-locks.js'
export type { FakeMarks } from './world/fake-marks.js'
export type { FakeCall, FakeHandler, FakeNetwork } from './world/fake-network.js'
export type { FakeStorage } from './world/fake-storage.js'
export type { FakeTab } from './world/fake-tab.js'
export { createSeededRandom } from './world/seeded-random.js'
export type { StorageFaultOptions, StorageOperation } from './world/storage-faults.js'
