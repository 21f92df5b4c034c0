import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobId } from '../../base/identity.ts'
import { unzippedBytesMax } from '../../lambda/quotas.ts'
import { Refused, refuse } from '../../lambda/refusals.ts'
import { type CodeCache, type CodeLease, chooseEvictions, type PackagedCode, type Shelved } from './code-cache.ts'
import { BadZip, type Link, makeLink, unzip } from './unzip.io.ts'

export interface CodeCacheParts {
  /** Its own: emptied at opening and closing. */
  directory: string
  /** A readable file of exactly these bytes. */
  fetchBlob(id: BlobId): Promise<string>
  /** Of unpacked code that nobody uses; what is in use is not bounded by this. */
  bytesMax?: number
}

interface Unpacked extends Shelved {
  path: string
  ready: Promise<void>
}

const defaultBytesMax = 4 * 1024 ** 3

export function openCodeCache(parts: CodeCacheParts): CodeCache {
  rmSync(parts.directory, { recursive: true, force: true })
  mkdirSync(parts.directory, { recursive: true, mode: 0o755 })
  return new DirectoryCache(parts)
}

class DirectoryCache implements CodeCache {
  #parts: CodeCacheParts
  #shelf = new Map<string, Unpacked>()

  constructor(parts: CodeCacheParts) {
    this.#parts = parts
  }

  async lease(code: PackagedCode, layers: readonly BlobId[]): Promise<CodeLease> {
    const held: Unpacked[] = []
    const release = () => {
      for (const unpacked of held.splice(0)) this.#letGo(unpacked)
    }
    try {
      const opt = layers.length > 0 ? this.#hold(layers, held) : undefined
      const task = code.kind === 'zip' ? this.#hold([code.blob], held) : undefined
      await Promise.all(held.map((unpacked) => unpacked.ready))
      const taskRoot = code.kind === 'folder' ? existing(code.path) : task!.path
      return { taskRoot, ...(opt && { optRoot: opt.path }), release }
    } catch (error) {
      release()
      throw error
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#shelf.values()].map((unpacked) => unpacked.ready))
    this.#shelf.clear()
    await rm(this.#parts.directory, { recursive: true, force: true })
  }

  /** The blobs unpacked over each other, in order. Who comes while it is unpacked waits for the same. */
  #hold(blobs: readonly BlobId[], held: Unpacked[]): Unpacked {
    const key = blobs.length === 1 ? blobs[0]! : createHash('sha256').update(blobs.join()).digest('hex')
    let unpacked = this.#shelf.get(key)
    if (!unpacked) {
      const made: Unpacked = {
        path: join(this.#parts.directory, key),
        bytes: 0,
        // The unpacking itself holds it too.
        held: 1,
        lastUse: 0,
        ready: Promise.resolve(),
      }
      made.ready = this.#unpack(blobs, made)
        .catch((error: unknown) => {
          this.#shelf.delete(key)
          throw error
        })
        .finally(() => made.held--)
      this.#shelf.set(key, made)
      unpacked = made
    }
    unpacked.held++
    held.push(unpacked)
    return unpacked
  }

  #letGo(unpacked: Unpacked): void {
    unpacked.held--
    unpacked.lastUse = performance.now()
    for (const key of chooseEvictions(this.#shelf, this.#parts.bytesMax ?? defaultBytesMax)) {
      const path = this.#shelf.get(key)!.path
      this.#shelf.delete(key)
      // Renamed first: the same code may be wanted again before the last file is gone.
      const doomed = mkdtempSync(join(this.#parts.directory, 'evicted-'))
      renameSync(path, join(doomed, 'code'))
      void rm(doomed, { recursive: true, force: true })
    }
  }

  async #unpack(blobs: readonly BlobId[], into: Unpacked): Promise<void> {
    const partial = mkdtempSync(join(this.#parts.directory, 'partial-'))
    const content = join(partial, 'code')
    mkdirSync(content, { mode: 0o755 })
    try {
      await this.#unpackAll(blobs, content, into)
      renameSync(content, into.path)
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }

  async #unpackAll(blobs: readonly BlobId[], content: string, into: Unpacked): Promise<void> {
    const links: Link[] = []
    try {
      for (const blob of blobs) {
        const unpacked = await unzip(await this.#parts.fetchBlob(blob), content, unzippedBytesMax)
        into.bytes += unpacked.bytes
        links.push(...unpacked.links)
      }
      for (const link of links) makeLink(content, link)
    } catch (error) {
      if (!(error instanceof BadZip)) throw error
      const refusal = {
        exception: 'InvalidZipFileException',
        message: `Lambda could not unzip the deployment package: ${error.message}`,
      } as const
      throw new Refused(refusal)
    }
  }
}

function existing(folder: string): string {
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder
  return refuse('InvalidZipFileException', `The function's folder ${folder} is not there`)
}
