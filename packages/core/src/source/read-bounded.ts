/** No token answer is longer than this. */
const MOST_BYTES = 65_536

/** A body as text, given up as soon as it is too long to be a token answer. */
export async function readBounded(response: Response): Promise<string> {
  const reader = response.body?.getReader()
  if (reader === undefined) return (await response.text()).slice(0, MOST_BYTES)
  const decoder = new TextDecoder()
  let text = ''
  for (let left = MOST_BYTES; ; ) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    left -= value.length
    if (left < 0) {
      await reader.cancel()
      throw new RangeError('the answer is too long')
    }
    text += decoder.decode(value, { stream: true })
  }
}
