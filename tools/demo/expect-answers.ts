const deadlineMs = 20_000

/** Resolves when each URL has answered well. @throws Error naming the one that did not */
export async function expectAnswers(urls: readonly string[]): Promise<void> {
  await Promise.all(urls.map(expectAnswer))
}

async function expectAnswer(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(deadlineMs) }).catch(() => undefined)
  await answer?.body?.cancel()
  if (!answer?.ok) throw new Error(`${url} does not answer as it should: ${answer?.status ?? 'no answer'}`)
}
