import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One budget: what a user imports, by the name the README gives it, and the most it may weigh, gzipped. */
export interface SizeBudget {
  readonly name: string
  /** In thousands of bytes, such as `7 kB`. */
  readonly limit: string
}

/** The budgets as `size-limit` reads them. */
export async function readSizeBudgets(root: string): Promise<readonly SizeBudget[]> {
  return JSON.parse(await readFile(join(root, '.size-limit.json'), 'utf8'))
}
