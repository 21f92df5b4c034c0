import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Up to here a copy is quicker than a mount, which takes a process of its own. */
const entriesMax = 48
const bytesMax = 512 * 1024

/** Copies what is small: plain files and directories, few of them. Of anything else it copies nothing and says false. */
export function copySmall(from: string, to: string): boolean {
  const files: string[] = []
  const directories: string[] = ['']
  let bytes = 0
  for (const directory of directories) {
    for (const entry of readdirSync(join(from, directory), { withFileTypes: true })) {
      const path = join(directory, entry.name)
      if (entry.isDirectory()) directories.push(path)
      else if (entry.isFile()) files.push(path)
      else return false
      if (files.length + directories.length > entriesMax) return false
    }
  }
  for (const file of files) bytes += statSync(join(from, file)).size
  if (bytes > bytesMax) return false
  for (const directory of directories.slice(1)) mkdirSync(join(to, directory), { mode: 0o755 })
  for (const file of files) copyFileSync(join(from, file), join(to, file))
  return true
}

/** Only what was copied: never what may be a mount. */
export function removeCopy(place: string): void {
  for (const name of readdirSync(place)) rmSync(join(place, name), { recursive: true, force: true })
}
