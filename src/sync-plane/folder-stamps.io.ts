import { createHash } from 'node:crypto'
import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../base/clock.ts'
import type { FolderStamps } from './sync-plane.ts'

/** A watcher that is late or loses something costs so much time at most. */
const trustMs = 1_000
/** What is installed, not written: a change in there shows in the folder itself. */
const installed = new Set(['node_modules', '.git', '__pycache__', '.venv'])

export interface WatchedFolders extends FolderStamps {
  close(): void
}

interface Folder {
  stamp: string
  scannedAt: number
  changed: boolean
  watcher: FSWatcher | undefined
}

/** Stamps folders by names, sizes and times of their files; looks again when the system tells of a change. */
export function watchFolders(clock: Clock): WatchedFolders {
  const folders = new Map<string, Folder>()
  const scan = (path: string, folder: Folder): void => {
    folder.changed = false
    folder.scannedAt = clock.tick()
    folder.stamp = stampOf(path)
  }
  return {
    stamp(path) {
      let folder = folders.get(path)
      if (!folder) {
        folder = { stamp: '', scannedAt: 0, changed: true, watcher: undefined }
        folders.set(path, folder)
        folder.watcher = watchFolder(path, folder)
      }
      if (folder.changed || clock.tick() - folder.scannedAt > trustMs) scan(path, folder)
      return folder.stamp
    },
    close() {
      for (const { watcher } of folders.values()) watcher?.close()
      folders.clear()
    },
  }
}

/** Without one (a folder that is not there yet, no watches left), looking again after a while must do. */
function watchFolder(path: string, folder: Folder): FSWatcher | undefined {
  try {
    const watcher = watch(path, { recursive: true, persistent: false }, () => (folder.changed = true))
    watcher.on('error', () => (folder.changed = true))
    return watcher
  } catch {
    return undefined
  }
}

function stampOf(path: string): string {
  const hash = createHash('sha256')
  const walk = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = join(directory, entry.name)
      const { mtimeMs, size, ino } = statSync(inner, { throwIfNoEntry: false }) ?? { mtimeMs: 0, size: 0, ino: 0 }
      hash.update(`${inner}\0${mtimeMs}\0${size}\0${ino}\0`)
      if (entry.isDirectory() && !installed.has(entry.name)) walk(inner)
    }
  }
  try {
    walk(path)
  } catch {
    // Gone, or not ours to read: the environment says so when it is made.
    return 'unreadable'
  }
  return hash.digest('hex')
}
