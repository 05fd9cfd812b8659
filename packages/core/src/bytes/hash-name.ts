/** FNV-1a of a name in 8 hexadecimal digits: short names for locks and databases. Not for secrets. */
export function hashName(name: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193)
  }
  return (hash >>> 0).toString(16).padStart(8, '0')
}
