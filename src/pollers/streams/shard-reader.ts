import { utf8 } from '../../base/bytes.ts'
import { backoffMs } from '../../stability/backoff.ts'
import type { Checkpoint } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'
import { Bell } from './bell.ts'
import { Lane, laneOf, recordBytesMax } from './lane.ts'
import { type HeldRecord, ReadAhead } from './read-ahead.ts'
import { type Answered, type BatchParts, giveUp, runBatch, streamBackoff } from './run-batch.ts'
import { IteratorGone, type Start, type StreamConnector, type StreamPage } from './stream-connector.ts'

export interface ShardReaderParts extends Omit<BatchParts, 'invoke' | 'finish'> {
  shard: string
  start: Start
  connector: StreamConnector
  rules: BatchParts['rules'] & { batchSize: number; windowMs: number; lanes: number }
  passes: (data: unknown) => boolean
  invoke: (payload: Uint8Array) => Promise<Answered>
  keep: (checkpoint: Checkpoint) => void
  complain: (error: unknown) => void
}

const pollMs = 250
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
  readonly #bell: Bell
  /** Also when one of the lanes cannot go on. */
  readonly #broken = new AbortController()
  readonly #signal: AbortSignal
  /** Not every stream can begin at a moment: then what is older is passed by. */
  readonly #sinceMs: number
  #start: Start
  #iterator: string | undefined
  #failures = 0
  #kept: string | undefined
  #ended = false
  /** Nothing more is read for now: no batch waits for it. */
  #full = false

  constructor(parts: ShardReaderParts) {
    this.#parts = parts
    const { clock, rules, start } = parts
    this.#start = start
    this.#sinceMs = start.at === 'AT_TIMESTAMP' ? Math.floor(start.seconds) * 1000 : 0
    const records = Math.max(aheadRecordsMin, 2 * rules.batchSize * rules.lanes)
    this.#ahead = new ReadAhead({ records, bytes: aheadBytes })
    this.#lanes = Array.from({ length: rules.lanes }, () => new Lane(clock, { ...rules, bytesMax: recordBytesMax }))
    this.#bell = new Bell(clock)
    this.#signal = AbortSignal.any([parts.signal, this.#broken.signal])
  }

  /** Resolves at the end of the shard, with true, or when it is told to stop. */
  async run(): Promise<boolean> {
    this.#signal.addEventListener('abort', () => this.#bell.ring())
    const work = [this.#readAll(), ...this.#lanes.map((lane) => this.#runLane(lane))]
    const outcomes = await Promise.allSettled(
      work.map((each) =>
        each.catch((error: unknown) => {
          this.#broken.abort(error)
          throw error
        }),
      ),
    )
    const failed = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
    if (failed) throw failed.reason
    if (!this.#ended || !this.#lanes.every(({ empty }) => empty) || this.#parts.signal.aborted) return false
    await this.#keep({ end: true })
    return true
  }

  async #readAll(): Promise<void> {
    const { clock } = this.#parts
    while (!this.#signal.aborted && !this.#ended) {
      const { room } = this.#ahead
      this.#full = room === 0
      if (this.#full) {
        this.#bell.ring()
        await this.#bell.wait()
        continue
      }
      const page = await this.#read(room)
      if (!page) continue
      this.#ended = page.next === undefined
      await this.#sort(page)
      this.#bell.ring()
      if (page.records.length === 0 && !this.#ended) await clock.sleep(pollMs, this.#signal).catch(() => {})
    }
  }

  /** Undefined: not this time. An iterator that has grown too old is made anew from where reading was. */
  async #read(max: number): Promise<StreamPage | undefined> {
    const { clock, complain, connector, random, shard } = this.#parts
    try {
      this.#iterator ??= await connector.iterator(shard, this.#start)
      const page = await connector.read(this.#iterator, max)
      this.#iterator = page.next
      const last = page.records.at(-1)
      if (last) this.#start = { at: 'AFTER', sequenceNumber: last.sequenceNumber }
      this.#failures = 0
      return page
    } catch (error) {
      this.#iterator = undefined
      if (this.#signal.aborted || error instanceof IteratorGone) return undefined
      if (this.#failures++ === 0) complain(error)
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

  async #runLane(lane: Lane): Promise<void> {
    while (!this.#signal.aborted) {
      if (lane.empty && this.#ended) return
      const dueInMs = !lane.empty && (this.#ended || this.#full) ? 0 : lane.dueInMs
      if (dueInMs > 0) await this.#bell.wait(dueInMs)
      else await this.#run(lane.take())
    }
  }

  async #run(batch: readonly HeldRecord[]): Promise<void> {
    const { invoke } = this.#parts
    const parts: BatchParts = {
      ...this.#parts,
      signal: this.#signal,
      invoke: (records) => invoke(utf8(`{"Records":[${records.map(({ json }) => json).join(',')}]}`)),
      finish: (records) => this.#finish(records),
    }
    const alone = batch.length === 1 ? batch[0] : undefined
    if (alone && alone.bytes > recordBytesMax)
      await giveUp(batch, { condition: 'MaximumPayloadSizeExceeded', attempts: 0 }, parts)
    else await runBatch(batch, parts)
  }

  async #finish(records: readonly HeldRecord[]): Promise<void> {
    this.#ahead.finish(records)
    const { through } = this.#ahead
    if (through !== undefined && through !== this.#kept) await this.#keep({ after: through })
    if (this.#full) this.#bell.ring()
  }

  /** Work waits until its checkpoint is kept: a store that is away costs time, not the same batch over again. */
  async #keep(checkpoint: Checkpoint): Promise<void> {
    const { clock, complain, keep, random } = this.#parts
    for (let failures = 1; ; failures++) {
      try {
        // Another lane may have come farther meanwhile.
        const after = 'after' in checkpoint ? this.#ahead.through! : undefined
        keep(after === undefined ? checkpoint : { after })
        this.#kept = after
        return
      } catch (error) {
        if (error instanceof FenceRefused || this.#signal.aborted) throw error
        if (failures === 1) complain(error)
      }
      await clock.sleep(backoffMs(failures, streamBackoff, random), this.#signal).catch(() => {})
    }
  }
}
