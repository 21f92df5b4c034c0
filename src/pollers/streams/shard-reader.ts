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
  /** Under way while the store of checkpoints is away. */
  #keeping: Promise<void> | undefined
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
    if (this.#iterator !== undefined) this.#parts.connector.leave?.(this.#iterator)
    await this.#keeping
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    if (this.#broken.signal.aborted) throw this.#broken.signal.reason
    return await this.#keepEnd()
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
      this.#sort(page)
      if (page.newest) this.#reading.nothingMoreAtMs = askedAt
      this.#bell.ring()
      this.#emptyReads = page.records.length === 0 ? this.#emptyReads + 1 : 0
      if (this.#emptyReads === 0 || this.#reading.ended || connector.waits) continue
      await this.#bell.wait(this.#emptyReads > pollsUntilIdle ? idlePollMs : pollMs)
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
  #sort(page: StreamPage): void {
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
    if (passed > 0) this.#finish([])
  }

  #finish(records: readonly HeldRecord[]): void {
    this.#ahead.finish(records)
    const { through } = this.#ahead
    const moved = through !== this.#kept.through || this.#window?.open !== this.#kept.window
    if (through !== undefined && moved && !this.#keeping) this.#keepOrRetry()
    if (this.#reading.full) this.#bell.ring()
  }

  /** A store that is away holds no work up: what is kept is behind then, and after a restart more comes again. */
  #keepOrRetry(): void {
    try {
      this.#keepProgress()
    } catch (error) {
      if (error instanceof FenceRefused) throw error
      this.#parts.complain(error)
      this.#keeping = this.#keepLater().catch((later: unknown) => this.#broken.abort(later))
    }
  }

  /** With what there is by then; once more when it is told to stop. */
  async #keepLater(): Promise<void> {
    const { clock, random } = this.#parts
    for (let failures = 1; ; failures++) {
      await clock.sleep(backoffMs(failures, streamBackoff, random), this.#signal).catch(() => {})
      try {
        this.#keepProgress()
        this.#keeping = undefined
        return
      } catch (error) {
        if (error instanceof FenceRefused || this.#signal.aborted) throw error
      }
    }
  }

  #keepProgress(): void {
    const kept = { through: this.#ahead.through!, window: this.#window?.open }
    this.#parts.keep({ after: kept.through, ...(kept.window && { window: kept.window }) })
    this.#kept = kept
  }

  /** Its children begin once this is kept. */
  async #keepEnd(): Promise<boolean> {
    const { clock, complain, keep, random } = this.#parts
    for (let failures = 1; !this.#signal.aborted; failures++) {
      try {
        keep({ end: true })
        return true
      } catch (error) {
        if (error instanceof FenceRefused) throw error
        if (failures === 1) complain(error)
      }
      await clock.sleep(backoffMs(failures, streamBackoff, random), this.#signal).catch(() => {})
    }
    return false
  }
}
