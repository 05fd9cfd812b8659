import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type UserConfig } from 'vite'
import { oneHostname } from './dev-server/one-hostname.js'

/** All that is not ours: named here, so that none is found late, which would reload the page. */
const dependencies = [
  'react',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
  '@tanstack/react-query',
  'zod',
  '@hallpass/core > idb-keyval',
  '@hallpass/core > jwt-decode',
]

const config: UserConfig = defineConfig({
  plugins: [oneHostname(), react()],
  // The packages of this repository are used from their source, without a build.
  resolve: { conditions: ['@hallpass/source', ...defaultClientConditions] },
  optimizeDeps: { include: dependencies, noDiscovery: true },
  server: { host: '127.0.0.1', strictPort: true },
  preview: { host: '127.0.0.1', port: 5173, strictPort: true },
})

export default config
