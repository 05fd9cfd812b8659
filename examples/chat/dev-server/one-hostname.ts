import type { Connect, Plugin } from 'vite'

/**
 * Sends a visit by `localhost` to 127.0.0.1. To the backend on 127.0.0.1 a page of `localhost` is another site: its
 * browser would keep the login cookie from it.
 */
export function oneHostname(): Plugin {
  return {
    name: 'one-hostname',
    configureServer: server => void server.middlewares.use(redirectLocalhost),
    configurePreviewServer: server => void server.middlewares.use(redirectLocalhost),
  }
}

const redirectLocalhost: Connect.NextHandleFunction = (request, response, next) => {
  const [hostname, port] = request.headers.host?.split(':') ?? []
  if (hostname !== 'localhost') return next()
  response.writeHead(302, { location: `http://127.0.0.1:${port ?? 80}${request.url ?? '/'}` }).end()
}
