let count = 0

/** No two cases meet in one database, lock or channel, also not across runs in one browser profile. */
export function freshName(): string {
  count += 1
  return `contract-${count}-${Math.floor(Math.random() * 2 ** 32)}`
}
