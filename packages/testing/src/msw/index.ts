export { createMswBackend, type MswBackend } from './create-msw-backend.js'
