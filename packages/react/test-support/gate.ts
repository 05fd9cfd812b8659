export interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
  readonly fail: (error: Error) => void
}

/** Something to wait for until a test says so. */
export function createGate(): Gate {
  let open = (): void => undefined
  let fail = (_: Error): void => undefined
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return { opened, open: () => open(), fail: error => fail(error) }
}
