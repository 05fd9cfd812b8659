/** Where the demo's backend answers: the demo command says so when it starts, a build by `VITE_BACKEND_URL`. */
export const backendUrl: string = import.meta.env.VITE_BACKEND_URL ?? 'http://127.0.0.1:8788'
