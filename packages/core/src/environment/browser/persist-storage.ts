/** Asks the browser to keep this origin's storage when space is short. Firefox asks the user. */
export async function persistStorage(): Promise<boolean> {
  try {
    return await navigator.storage.persist()
  } catch {
    return false
  }
}
