import { backoffMs } from '../../stability/backoff.ts'
import type { Checkpoint, OpenWindow } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'
import { Bell } from './bell.ts'
import { Lane, laneOf, recordBytesMax } from './lane.ts'
import { type HeldRecord, ReadAhead } from './read-ahead.ts'
import { type Answered, type BatchParts, streamBackoff } from './run-batch.ts'
import { type Reading, runLane } from './run-lane.ts'
import {
  IteratorGone,
  ReadThrottled,
  RecordsTrimmed,
  type Start,
  type StreamConnector,
  type StreamPage,
} from './stream-connector.ts'
import { TumblingWindow } from './tumbling-window.ts'

export interface ShardReaderParts extends Omit<BatchParts, 'invoke' | 'finish'> {
  shard: string
  start: Start
  connector: StreamConnector
  rules: BatchParts['rules'] & { batchSize: number; windowMs: number; lanes: number }
  /** With one lane only. */
  tumbling?: { sizeMs: number; streamArn: string; open?: OpenWindow }
  passes: (data: unknown) => boolean
  invoke: (payload: Uint8Array, numbers: readonly string[]) => Promise<Answered>
  keep: (checkpoint: Checkpoint) => void
  complain: (error: unknown) => void
}

/** Whoever has found nothing for a while looks less often: as often as Lambda does. */
const pollMs = 250
const idlePollMs = 1_000
const pollsUntilIdle = 20
/** How far reading may be ahead of what is done. */
const aheadRecordsMin = 1000
const aheadBytes = 24 * 1024 * 1024

/**
 * Reads one shard in order, ahead of what runs. Records go through lanes by their key; a lane runs one batch at a time,
 * so that the order of a key is kept. What is kept for a restart is the record up to which all are done.
 */
export class ShardReader {
  readonly #parts: ShardReaderParts
  readonly #ahead: ReadAhead
  readonly #lanes: Lane[]
  readonly #window: TumblingWindow | undefined
  readonly #bell: Bell
  readonly #reading: Reading = { ended: false, full: false, nothingMoreAtMs: 0 }
  /** Also when one of the lanes cannot go on. */
  readonly #broken = new AbortController()
  readonly #signal: AbortSignal
  /** Not every stream can begin at a moment: then what is older is passed by. */
  readonly #sinceMs: number
  #start: Start
  #iterator: string | undefined
  #failures = 0
  #emptyReads = 0
  #kept: { through?: string; window?: OpenWindow }

  constructor(parts: ShardReaderParts) {
    this.#parts = parts
    const { clock, rules, shard, start, tumbling } = parts
    this.#start = start
    this.#sinceMs = start.at === 'AT_TIMESTAMP' ? Math.floor(start.seconds) * 1000 : 0
    const records = Math.max(aheadRecordsMin, 2 * rules.batchSize * rules.lanes)
    const through = start.at === 'AFTER' ? start.sequenceNumber : undefined
    this.#ahead = new ReadAhead({ records, bytes: aheadBytes }, through)
    this.#kept = { through, window: tumbling?.open }
    this.#lanes = Array.from({ length: rules.lanes }, () => new Lane(clock, { ...rules, bytesMax: recordBytesMax }))
    this.#window = tumbling && new TumblingWindow({ ...tumbling, clock, shard })
    this.#bell = new Bell(clock)
    this.#signal = AbortSignal.any([parts.signal, this.#broken.signal])
  }

  /** Resolves at the end of the shard, with true, or when it is told to stop. */
  async run(): Promise<boolean> {
    this.#signal.addEventListener('abort', () => this.#bell.ring())
    const laneParts = {
      ...this.#parts,
      bell: this.#bell,
      reading: this.#reading,
      window: this.#window,
      signal: this.#signal,
      finish: (records: readonly HeldRecord[]) => this.#finish(records),
    }
    const work = [this.#readAll(), ...this.#lanes.map((lane) => runLane({ ...laneParts, lane }))]
    const broken = (error: unknown) => {
      this.#broken.abort(error)
      throw error
    }
    const outcomes = await Promise.allSettled(work.map((each) => each.catch(broken)))
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    if (this.#signal.aborted) return false
    await this.#keep(() => ({ end: true }))
    return true
  }

  async #readAll(): Promise<void> {
    const { clock, connector } = this.#parts
    while (!this.#signal.aborted && !this.#reading.ended) {
      const { room } = this.#ahead
      this.#reading.full = room === 0
      if (room === 0) {
        this.#bell.ring()
        await this.#bell.wait()
        continue
      }
      const askedAt = clock.now()
      const page = await this.#read(room)
      if (!page) continue
      this.#reading.ended = page.next === undefined
      await this.#sort(page)
      if (page.newest) this.#reading.nothingMoreAtMs = askedAt
      this.#bell.ring()
      this.#emptyReads = page.records.length === 0 ? this.#emptyReads + 1 : 0
      if (this.#emptyReads === 0 || this.#reading.ended || connector.waits) continue
      await clock.sleep(this.#emptyReads > pollsUntilIdle ? idlePollMs : pollMs, this.#signal).catch(() => {})
    }
  }

  /** Undefined: not this time. An iterator that has grown too old is made anew from where reading was. */
  async #read(max: number): Promise<StreamPage | undefined> {
    const { clock, complain, connector, random, report, shard } = this.#parts
    try {
      this.#iterator ??= await connector.iterator(shard, this.#start)
      const page = await connector.read(this.#iterator, max, this.#signal)
      if (this.#failures > 0) report('OK')
      this.#iterator = page.next
      const last = page.records.at(-1)
      if (last) this.#start = { at: 'AFTER', sequenceNumber: last.sequenceNumber }
      this.#failures = 0
      return page
    } catch (error) {
      if (this.#signal.aborted) return undefined
      if (!(error instanceof ReadThrottled)) this.#iterator = undefined
      if (error instanceof RecordsTrimmed) this.#start = { at: 'TRIM_HORIZON' }
      // Others may read the same stream, and iterators grow old: those are no problems.
      const expected = error instanceof ReadThrottled || error instanceof IteratorGone
      if (this.#failures++ === 0 && !expected) complain(error)
      if (!expected) report(`PROBLEM: ${error instanceof Error ? error.message : String(error)}`)
      await clock.sleep(backoffMs(this.#failures, streamBackoff, random), this.#signal).catch(() => {})
      return undefined
    }
  }

  /** Each record to the lane of its key. What no filter wants is passed by with its neighbours. */
  async #sort(page: StreamPage): Promise<void> {
    const { counts, passes } = this.#parts
    let passed = 0
    for (const record of page.records) {
      const old = record.arrivedMs < this.#sinceMs
      if (!old && passes(record.data())) {
        this.#lanes[laneOf(record.key, this.#lanes.length)]!.add(this.#ahead.add(record))
        continue
      }
      this.#ahead.pass(record)
      passed++
      if (!old) counts.filteredOut++
    }
    counts.polled += page.records.length
    if (passed > 0) await this.#finish([])
  }

  async #finish(records: readonly HeldRecord[]): Promise<void> {
    this.#ahead.finish(records)
    const { through } = this.#ahead
    const moved = through !== this.#kept.through || this.#window?.open !== this.#kept.window
    // Another lane may have come farther, whenever it succeeds.
    if (through !== undefined && moved) await this.#keep(() => this.#checkpoint())
    if (this.#reading.full) this.#bell.ring()
  }

  #checkpoint(): Checkpoint {
    const window = this.#window?.open
    return { after: this.#ahead.through!, ...(window && { window }) }
  }

  /** Work waits until its checkpoint is kept: a store that is away costs time, not the same batch over again. */
  async #keep(current: () => Checkpoint): Promise<void> {
    const { clock, complain, keep, random } = this.#parts
    for (let failures = 1; ; failures++) {
      try {
        const checkpoint = current()
        keep(checkpoint)
        if ('after' in checkpoint) this.#kept = { through: checkpoint.after, window: checkpoint.window }
        return
      } catch (error) {
        if (error instanceof FenceRefused || this.#signal.aborted) throw error
        if (failures === 1) complain(error)
      }
      await clock.sleep(backoffMs(failures, streamBackoff, random), this.#signal).catch(() => {})
    }
  }
}
