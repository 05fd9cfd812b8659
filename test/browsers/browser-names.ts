/** The browsers that tests run in, and the environment variable that names each one's program to them. */
export const browserVariables = { chromium: 'CHROMIUM', firefox: 'FIREFOX', webkit: 'WEBKIT' } as const

export type BrowserName = keyof typeof browserVariables

export const browserNames: readonly BrowserName[] = ['chromium', 'firefox', 'webkit']

/** The program named for a browser; the test command names every one it found to work. */
export function namedProgram(name: BrowserName, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env[browserVariables[name]] || undefined
}
