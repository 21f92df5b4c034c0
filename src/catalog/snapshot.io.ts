import { type FileHandle, open, rename } from 'node:fs/promises'
import type { Clock } from '../base/clock.ts'
import type { Catalog, Change } from './catalog.ts'
import { CatalogCopy } from './catalog-copy.ts'

/**
 * The copy on disk, so that a process that answers callers starts without the process that owns the catalog. A file of
 * JSON lines: a header, every resource, then each later change as it came; written anew when the changes outweigh the
 * rest. It may lag behind or be lost without harm: the feed tells what is missing.
 */
const format = 'roost-catalog-1'
const changesBeforeRewrite = 1000
const linesPerWrite = 500

/** Empty when there is no snapshot or when it is of another make. */
export async function restoreCatalog(path: string): Promise<Catalog> {
  const changes: Change[] = []
  let header: { format?: string; revision?: number } | undefined
  try {
    await using file = await open(path, 'r')
    for await (const line of file.readLines({ autoClose: false })) {
      const read = JSON.parse(line) as Change & { format?: string }
      if (header) changes.push(read)
      else if (read.format === format) header = read
      else return new CatalogCopy()
    }
  } catch (error) {
    // A line torn by a power cut ends what is known; the feed tells the rest.
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  changes.sort((a, b) => a.revision - b.revision)
  return new CatalogCopy(changes, header?.revision ?? 0)
}

export interface SnapshotKeeper {
  /** Resolves once everything told so far is in the file. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Writes soon after each change; a write that fails is told and tried anew with the next change. */
export function keepSnapshot(
  path: string,
  catalog: Catalog,
  options: { clock: Clock; afterMs?: number; complain: (error: unknown) => void },
): SnapshotKeeper {
  const writer = new SnapshotWriter(path, catalog)
  let writing: Promise<void> = Promise.resolve()
  let alarm: { cancel(): void } | undefined
  const write = (): Promise<void> => {
    alarm?.cancel()
    alarm = undefined
    return (writing = writing.then(() => writer.write()).catch(options.complain))
  }
  const unsubscribe = catalog.subscribe((changes) => {
    writer.take(changes)
    alarm ??= options.clock.after(options.afterMs ?? 200, () => void write())
  })
  return {
    flush: write,
    async close() {
      unsubscribe()
      await write()
      await writer.close()
    },
  }
}

class SnapshotWriter {
  readonly #path: string
  readonly #catalog: Catalog
  #pending: Change[] = []
  #file: FileHandle | undefined
  #resources = 0
  #appended = 0

  constructor(path: string, catalog: Catalog) {
    this.#path = path
    this.#catalog = catalog
  }

  take(changes: readonly Change[]): void {
    for (const change of changes) this.#pending.push(change)
  }

  async write(): Promise<void> {
    if (this.#file && this.#pending.length === 0) return
    try {
      if (!this.#file || this.#appended > this.#resources + changesBeforeRewrite) await this.#rewrite()
      await this.#append(this.#file!)
    } catch (error) {
      // What is in the file now is uncertain; the next write makes it anew.
      await this.close()
      throw error
    }
  }

  async close(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }

  /** In slices: other work goes on meanwhile, and what changes meanwhile is appended before the file takes its place. */
  async #rewrite(): Promise<void> {
    await this.close()
    const file = await open(`${this.#path}.new`, 'w', 0o600)
    this.#file = file
    this.#pending = []
    this.#appended = 0
    this.#resources = 0
    const revision = this.#catalog.revision
    await file.write(`${JSON.stringify({ format, revision })}\n`)
    for (const kind of this.#catalog.kinds()) {
      let lines: string[] = []
      for (const [key, value] of this.#catalog.list(kind, '')) {
        const own = this.#catalog.revisionOf(kind, key)
        if (own > revision) continue
        this.#resources++
        if (lines.push(JSON.stringify({ kind, key, revision: own, value })) < linesPerWrite) continue
        await file.write(`${lines.join('\n')}\n`)
        lines = []
      }
      if (lines.length > 0) await file.write(`${lines.join('\n')}\n`)
    }
    await this.#append(file)
    await file.sync()
    await rename(`${this.#path}.new`, this.#path)
  }

  async #append(file: FileHandle): Promise<void> {
    if (this.#pending.length === 0) return
    const taken = this.#pending
    this.#pending = []
    this.#appended += taken.length
    await file.write(`${taken.map((change) => JSON.stringify(change)).join('\n')}\n`)
  }
}
