import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobId } from '../../base/identity.ts'
import type { Blobs } from '../../store/blobs.ts'

/** Files named by their content's hash, spread over 256 folders. Only whole files ever have such a name. */
export function openFileBlobs(directory: string): Blobs {
  // What a killed process left half written.
  rmSync(join(directory, 'unfinished'), { recursive: true, force: true })
  mkdirSync(join(directory, 'unfinished'), { recursive: true, mode: 0o700 })
  return new FileBlobs(directory)
}

/** Those that another process writes. */
export function readFileBlobs(directory: string): Pick<Blobs, 'get' | 'path'> {
  return new FileBlobs(directory)
}

class FileBlobs implements Blobs {
  readonly #directory: string
  readonly #writing = new Map<BlobId, Promise<void>>()

  constructor(directory: string) {
    this.#directory = directory
  }

  async put(bytes: Uint8Array): Promise<BlobId> {
    const id = createHash('sha256').update(bytes).digest('hex') as BlobId
    // Whoever writes the same meanwhile waits with us: the file alone, seen early, is not durable yet.
    let writing = this.#writing.get(id)
    if (!writing && !this.path(id)) {
      writing = this.#write(this.#pathOf(id)!, bytes).finally(() => this.#writing.delete(id))
      this.#writing.set(id, writing)
    }
    await writing
    return id
  }

  async get(id: BlobId): Promise<Uint8Array | undefined> {
    const path = this.path(id)
    return path === undefined ? undefined : await readFile(path)
  }

  path(id: BlobId): string | undefined {
    const path = this.#pathOf(id)
    return path !== undefined && existsSync(path) ? path : undefined
  }

  async delete(id: BlobId): Promise<void> {
    const path = this.#pathOf(id)
    if (path !== undefined) await rm(path, { force: true })
  }

  async ids(): Promise<BlobId[]> {
    const folders = await readdir(this.#directory)
    const files = await Promise.all(folders.map((folder) => readdir(join(this.#directory, folder))))
    return (files.flat() as BlobId[]).filter((id) => this.#pathOf(id) !== undefined)
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const folder = join(path, '..')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unfinished = join(this.#directory, 'unfinished', randomUUID())
    try {
      await writeDurably(unfinished, bytes)
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
    // The names are as precious as the bytes: the file's in its folder, and the folder's.
    await syncFolder(folder)
    await syncFolder(this.#directory)
  }

  /** Undefined for what is no hash: an identifier never leads out of the directory. */
  #pathOf(id: BlobId): string | undefined {
    return /^[0-9a-f]{64}$/.test(id) ? join(this.#directory, id.slice(0, 2), id) : undefined
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(bytes)
  await file.sync()
}

async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r')
  await folder.sync()
}
