import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig, preview } from 'vite'

const chatFolder = fileURLToPath(new URL('../../examples/chat', import.meta.url))

/** How the chat app is served. */
export interface ServeChatOptions {
  readonly port: number
  readonly backendUrl: string
  /** For tests: `/session.js` and `/room-topic.js` are the app's own modules, so that a page can be asked from inside. */
  readonly opensModules: boolean
}

/** The chat app, served. */
export interface ServedChat {
  stop(): Promise<void>
}

/**
 * Builds the chat app from its sources into a folder of its own (a second's work) and serves it, on exactly this port.
 * Not from a development server: that one reloads pages that stood still for a while, which would hide what the demo is
 * there to show.
 */
export async function serveChat(options: ServeChatOptions): Promise<ServedChat> {
  const outDir = await mkdtemp(join(tmpdir(), 'hallpass-chat-'))
  const remove = () => rmSync(outDir, { recursive: true, force: true })
  process.once('exit', remove)
  const config: InlineConfig = {
    root: chatFolder,
    configFile: join(chatFolder, 'vite.config.ts'),
    logLevel: 'error',
    define: { 'import.meta.env.VITE_BACKEND_URL': JSON.stringify(options.backendUrl) },
    build: { outDir, emptyOutDir: true, ...(options.opensModules ? openModules : {}) },
    preview: { port: options.port },
  }
  await build(config)
  const server = await preview(config)
  return {
    async stop() {
      await server.close()
      process.off('exit', remove)
      remove()
    },
  }
}

const openModules: InlineConfig['build'] = {
  rolldownOptions: {
    input: {
      index: join(chatFolder, 'index.html'),
      session: join(chatFolder, 'src/session.ts'),
      'room-topic': join(chatFolder, 'src/rooms/room-topic.ts'),
    },
    preserveEntrySignatures: 'strict',
    output: { entryFileNames: '[name].js' },
  },
}
