/** A component that does nothing but use a hook; every result is a render. */
export function Seen({ hook, results }: { readonly hook: () => unknown; readonly results: unknown[] }): null {
  results.push(hook())
  return null
}
