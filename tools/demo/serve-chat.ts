import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const chatFolder = fileURLToPath(new URL('../../examples/chat', import.meta.url))

/** The chat app, served. */
export interface ServedChat {
  stop(): Promise<void>
}

/**
 * Serves the chat app from its source, on exactly this port. Files are not watched: a page that reloads by itself
 * would hide what it is there to show.
 */
export async function serveChat(port: number, backendUrl: string): Promise<ServedChat> {
  const server = await createServer({
    root: chatFolder,
    configFile: `${chatFolder}/vite.config.ts`,
    logLevel: 'warn',
    clearScreen: false,
    server: { port, hmr: false, watch: { ignored: () => true } },
    define: { 'import.meta.env.VITE_BACKEND_URL': JSON.stringify(backendUrl) },
  })
  await server.listen()
  await server.warmupRequest('/src/main.tsx')
  await server.waitForRequestsIdle()
  return { stop: () => server.close() }
}
