/** No token answer is longer than this. */
const MOST_CHARS = 65_536

/** A body as text, given up as soon as it is too long to be a token answer. */
export async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return (await response.text()).slice(0, MOST_CHARS)
  const decoder = new TextDecoder()
  let text = ''
  while (text.length <= MOST_CHARS) {
    const { done, value } = await reader.read()
    text += decoder.decode(value, { stream: !done })
    if (done) return text
  }
  await reader.cancel()
  throw new RangeError('the answer is too long')
}
