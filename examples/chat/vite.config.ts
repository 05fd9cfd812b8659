import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite'
import { oneHostname } from './dev-server/one-hostname.js'

const config: UserConfig = defineConfig({
  plugins: [oneHostname(), react()],
  // The packages of this repository are used from their source, without a build.
  resolve: { conditions: ['@hallpass/source', ...defaultClientConditions] },
  server: { host: '127.0.0.1', strictPort: true },
  preview: { host: '127.0.0.1', port: 5173, strictPort: true },
})

export default config
