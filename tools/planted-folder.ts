import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Files by their paths. */
export type PlantedFiles = Readonly<Record<string, string>>

/**
 * Makes a folder with these files, outside the repository but with its installed dependencies, for checks to judge;
 * it is gone when the test is over.
 */
export async function plantFolder(files: PlantedFiles): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-planted-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await symlink(join(import.meta.dirname, '..', 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
