import { appendFile, mkdir, open, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface LogLimits {
  /** A group's file is followed by another at this size. */
  segmentBytesMax: number
  /** Beyond it a group's oldest files go. */
  groupBytesMax: number
}

export interface Segment {
  number: number
  path: string
  bytes: number
  /** Nothing in it is later. Milliseconds since the epoch. */
  modifiedMs: number
}

/** The files of one log group: numbered segments, of which only the last one grows. */
export class LogGroup {
  readonly name: string
  #directory: string
  #limits: LogLimits
  #last: { number: number; bytes: number } | undefined
  #totalBytes = 0

  constructor(directory: string, name: string, limits: LogLimits) {
    this.#directory = directory
    this.name = name
    this.#limits = limits
  }

  /** Whole records only. Resolves once the file system has them; they are not synced to the disk. */
  async append(records: Buffer, nowMs: number): Promise<void> {
    const last = await this.#open(nowMs)
    if (last.bytes > 0 && last.bytes + records.length > this.#limits.segmentBytesMax) {
      this.#last = { number: last.number + 1, bytes: 0 }
      await this.#prune()
    }
    const segment = this.#last!
    try {
      await appendFile(this.#path(segment.number), records)
    } catch (error) {
      // What was written of it may end within a record; sizes are to be found out anew.
      this.#last = undefined
      throw error
    }
    segment.bytes += records.length
    this.#totalBytes += records.length
  }

  /** In their order. */
  async segments(): Promise<Segment[]> {
    const names = await readdir(this.#directory).catch(() => [])
    const segments: Segment[] = []
    for (const name of names) {
      const number = Number(/^(\d{12})\.log$/.exec(name)?.[1])
      if (Number.isNaN(number)) continue
      const found = await stat(join(this.#directory, name)).catch(() => undefined)
      if (found) segments.push({ number, path: this.#path(number), bytes: found.size, modifiedMs: found.mtimeMs })
    }
    return segments.toSorted((a, b) => a.number - b.number)
  }

  async #open(nowMs: number): Promise<{ number: number; bytes: number }> {
    if (this.#last) return this.#last
    await mkdir(this.#directory, { recursive: true })
    const description = JSON.stringify({ name: this.name, creationTime: nowMs })
    await writeFile(join(this.#directory, 'group.json'), description, { flag: 'wx' }).catch(ignoreExisting)
    const segments = await this.segments()
    this.#totalBytes = segments.reduce((sum, { bytes }) => sum + bytes, 0)
    const last = segments.at(-1)
    this.#last = last ? { number: last.number, bytes: await dropPartialRecord(last) } : { number: 1, bytes: 0 }
    return this.#last
  }

  async #prune(): Promise<void> {
    if (this.#totalBytes <= this.#limits.groupBytesMax - this.#limits.segmentBytesMax) return
    const segments = await this.segments()
    this.#totalBytes = segments.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { path, bytes } of segments) {
      if (this.#totalBytes <= this.#limits.groupBytesMax - this.#limits.segmentBytesMax) return
      await rm(path, { force: true })
      this.#totalBytes -= bytes
    }
  }

  #path(number: number): string {
    return join(this.#directory, `${String(number).padStart(12, '0')}.log`)
  }
}

/** What a directory says of its group; undefined when it is none. */
export async function describeGroup(directory: string): Promise<{ name: string; creationTime: number } | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, 'group.json'), 'utf8')) as { name: string; creationTime: number }
  } catch {
    return undefined
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

/** A process that died in the midst of a write left a record without its end: it goes, and what follows is whole. */
async function dropPartialRecord({ path, bytes }: Segment): Promise<number> {
  // More than the longest record has, every character of it escaped.
  const tailBytes = 4 * 1024 * 1024
  const file = await open(path, 'r')
  try {
    const from = Math.max(0, bytes - tailBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes - from), 0, bytes - from, from)
    const end = from + buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1
    if (end < bytes) await truncate(path, end)
    return end
  } finally {
    await file.close()
  }
}
