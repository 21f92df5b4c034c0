import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Timer } from '../base/clock.ts'
import { describeGroup, LogGroup, type LogLimits } from './log-group.io.ts'
import { directoryOf } from './log-group-name.io.ts'
import { readPosition, writePosition } from './log-position.ts'
import { columnOf, writeRecord } from './log-record.ts'
import { compileSelection, InvalidLogQuery } from './log-selection.ts'
import { scanSegment } from './scan-segment.io.ts'
import type { LogEvent, LogQuery, LogReader, LogSink, StoredLogEvent } from './telemetry.ts'

export interface LogFilesOptions extends Partial<LogLimits> {
  clock: Clock
  /** Holds a directory a group. */
  directory: string
}

/** What waits to be written is written after so long, or at so many characters. */
const flushMs = 50
const flushUnits = 64 * 1024
/** A disk that is slower than this makes a group lose lines rather than the process its memory. */
const waitingUnitsMax = 8 * 1024 * 1024
/** A query reads so much at a time; its token goes on from there. */
const scannedBytesMax = 64 * 1024 * 1024

const written = Promise.resolve()

interface Waiting {
  group: LogGroup
  text: string
  writing: Promise<void> | undefined
}

/** Logs in files of this host. Appending returns at once; a crash of the process loses what waited, at most 50 ms of it. */
export class LogFiles implements LogSink, LogReader {
  #clock: Clock
  #directory: string
  #limits: LogLimits
  #groups = new Map<string, Waiting>()
  #timer: Timer | undefined
  #lost = 0

  constructor({ clock, directory, ...limits }: LogFilesOptions) {
    this.#clock = clock
    this.#directory = directory
    this.#limits = { segmentBytesMax: 16 * 1024 * 1024, groupBytesMax: 256 * 1024 * 1024, ...limits }
  }

  /** Lines that could not be kept, since the start. */
  get lost(): number {
    return this.#lost
  }

  append(group: string, stream: string, events: readonly LogEvent[]): void {
    const waiting = this.#waiting(group)
    if (waiting.text.length > waitingUnitsMax) {
      this.#lost += events.length
      return
    }
    const now = this.#clock.now()
    const column = columnOf(stream)
    for (const event of events) waiting.text += writeRecord(column, event, now)
    this.#see(waiting)
  }

  /** Resolves when what was appended can be read. */
  async flush(): Promise<void> {
    await Promise.all([...this.#groups.values()].map((waiting) => this.#write(waiting)))
    // What came while a write was going on goes with the next one.
    await Promise.all([...this.#groups.values()].map((waiting) => this.#write(waiting)))
  }

  async close(): Promise<void> {
    await this.flush()
    this.#timer?.cancel()
  }

  async groups(prefix = ''): Promise<{ name: string; creationTime: number; storedBytes: number }[]> {
    await this.flush()
    const found: { name: string; creationTime: number; storedBytes: number }[] = []
    for (const name of await readdir(this.#directory).catch(() => [])) {
      const described = await describeGroup(join(this.#directory, name))
      if (!described?.name.startsWith(prefix)) continue
      const segments = await this.#open(described.name).segments()
      found.push({ ...described, storedBytes: segments.reduce((sum, { bytes }) => sum + bytes, 0) })
    }
    return found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  async streams(group: string) {
    await this.flush()
    const streams = new Map<string, { creationTime: number; firstEventTime: number; lastEventTime: number }>()
    for (const segment of await this.#open(group).segments()) {
      for await (const found of scanSegment(segment, 0)) {
        for (const { record } of found) {
          if (!record) continue
          const { stream, timestamp, ingestionTime } = record
          const known = streams.get(stream)
          const first = { creationTime: ingestionTime, firstEventTime: timestamp, lastEventTime: timestamp }
          if (!known) streams.set(stream, first)
          else {
            known.firstEventTime = Math.min(known.firstEventTime, timestamp)
            known.lastEventTime = Math.max(known.lastEventTime, timestamp)
          }
        }
      }
    }
    return [...streams].map(([name, times]) => ({ name, ...times }))
  }

  async events(query: LogQuery): Promise<{ events: StoredLogEvent[]; nextToken?: string }> {
    const selects = compileSelection(query)
    const start = query.token === undefined ? { segment: 0, offset: 0 } : readPosition(query.token)
    if (!start) throw new InvalidLogQuery('The specified nextToken is invalid.')
    await this.flush()
    const events: StoredLogEvent[] = []
    let scanned = 0
    for (const segment of await this.#open(query.group).segments()) {
      // Records are written after they happened: an old file has nothing new.
      if (segment.number < start.segment || segment.modifiedMs < (query.startTime ?? 0)) continue
      let at = segment.number === start.segment ? start.offset : 0
      for await (const found of scanSegment(segment, at)) {
        for (const { record, end } of found) {
          scanned += end - at
          at = end
          const eventId = writePosition({ segment: segment.number, offset: end })
          if (record && selects(record)) events.push({ ...record, eventId })
          if (events.length >= query.limit || scanned >= scannedBytesMax) return { events, nextToken: eventId }
        }
      }
    }
    return { events }
  }

  #waiting(name: string): Waiting {
    let waiting = this.#groups.get(name)
    if (!waiting) {
      waiting = { group: this.#open(name), text: '', writing: undefined }
      this.#groups.set(name, waiting)
    }
    return waiting
  }

  #open(name: string): LogGroup {
    return this.#groups.get(name)?.group ?? new LogGroup(join(this.#directory, directoryOf(name)), name, this.#limits)
  }

  /** Much is written at once, little after a while. */
  #see(waiting: Waiting): void {
    if (waiting.writing) return
    if (waiting.text.length > flushUnits) void this.#write(waiting)
    else if (waiting.text !== '') this.#timer ??= this.#clock.after(flushMs, () => this.#writeAll())
  }

  #writeAll(): void {
    this.#timer = undefined
    for (const waiting of this.#groups.values()) void this.#write(waiting)
  }

  /** One write at a time a group. */
  #write(waiting: Waiting): Promise<void> {
    if (!waiting.writing && waiting.text !== '') waiting.writing = this.#writeWaiting(waiting)
    return waiting.writing ?? written
  }

  async #writeWaiting(waiting: Waiting): Promise<void> {
    const { text } = waiting
    waiting.text = ''
    await this.#writeOnce(waiting.group, Buffer.from(text))
    waiting.writing = undefined
    this.#see(waiting)
  }

  /** Never rejects: nobody may fail because a log could not be written. */
  async #writeOnce(group: LogGroup, records: Buffer): Promise<void> {
    try {
      await group.append(records, this.#clock.now())
    } catch {
      for (const byte of records) if (byte === 10) this.#lost++
    }
  }
}
