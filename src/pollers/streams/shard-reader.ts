import { utf8 } from '../../base/bytes.ts'
import type { Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { syncPayloadBytesMax } from '../../lambda/quotas.ts'
import { backoffMs } from '../../stability/backoff.ts'
import type { Checkpoint } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import type { MappingCounts } from '../mappings/mapping-poller.ts'
import { judgeBatch, type Segment, type StreamRules } from './judge-batch.ts'
import { IteratorGone, type Start, type StreamConnector, type StreamRecord } from './stream-connector.ts'

export interface ShardReaderParts {
  shard: string
  start: Start
  clock: Clock
  random: Random
  connector: StreamConnector
  counts: MappingCounts
  rules: StreamRules & { batchSize: number; windowMs: number; ageMsMax: number }
  passes: (data: unknown) => boolean
  invoke: (payload: Uint8Array) => Promise<InvocationResult>
  /** Given up: told of, before it is passed. */
  discard: (records: readonly StreamRecord[], why: Discarded) => Promise<void>
  keep: (checkpoint: Checkpoint) => void
  complain: (error: unknown) => void
  signal: AbortSignal
}

export interface Discarded {
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
  attempts: number
  result?: InvocationResult
}

const pollMs = 250
const backoff = { msMin: 100, msMax: 30_000 }
const recordBytesMax = syncPayloadBytesMax - '{"Records":[]}'.length

/** Reads one shard in order, one batch at a time: a batch is over before the next one begins. */
export class ShardReader {
  readonly #parts: ShardReaderParts
  #start: Start
  #iterator: string | undefined
  /** Not every stream can begin at a moment: then what is older is passed by. */
  readonly #sinceMs: number
  #failures = 0

  constructor(parts: ShardReaderParts) {
    this.#parts = parts
    this.#start = parts.start
    this.#sinceMs = parts.start.at === 'AT_TIMESTAMP' ? Math.floor(parts.start.seconds) * 1000 : 0
  }

  /** Resolves at the end of the shard, with true, or when it is told to stop. */
  async run(): Promise<boolean> {
    const { signal } = this.#parts
    while (!signal.aborted) {
      const { records, ended } = await this.#gather()
      for (const batch of this.#cut(records)) if (!signal.aborted) await this.#process(batch)
      if (!ended || signal.aborted) continue
      await this.#keep({ end: true })
      return true
    }
    return false
  }

  /** A batch, or what comes within the window. */
  async #gather(): Promise<{ records: StreamRecord[]; ended: boolean }> {
    const { clock, counts, rules, signal } = this.#parts
    const records: StreamRecord[] = []
    let until = Number.POSITIVE_INFINITY
    for (;;) {
      const page = await this.#read(rules.batchSize - records.length)
      if (!page) return { records, ended: false }
      if (page.records.length > 0 && records.length === 0) until = clock.tick() + rules.windowMs
      records.push(...page.records.filter(({ arrivedMs }) => arrivedMs >= this.#sinceMs))
      counts.polled += page.records.length
      if (page.next === undefined) return { records, ended: true }
      const full = records.length >= rules.batchSize || (records.length > 0 && clock.tick() >= until)
      if (full || signal.aborted) return { records, ended: false }
      if (page.records.length === 0) await clock.sleep(pollMs, signal).catch(() => {})
    }
  }

  /** Undefined: not this time. An iterator that has grown too old is made anew from where reading was. */
  async #read(max: number) {
    const { clock, complain, connector, random, shard, signal } = this.#parts
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
      if (signal.aborted || error instanceof IteratorGone) return undefined
      if (this.#failures++ === 0) complain(error)
      await clock.sleep(backoffMs(this.#failures, backoff, random), signal).catch(() => {})
      return undefined
    }
  }

  /** What fits into one event. What no filter wants is passed by with its neighbours. */
  #cut(records: readonly StreamRecord[]): StreamRecord[][] {
    const batches: StreamRecord[][] = []
    let bytes = Number.POSITIVE_INFINITY
    for (const record of records) {
      const size = utf8(JSON.stringify(record.shown)).length + 1
      if (bytes + size > recordBytesMax) {
        batches.push([])
        bytes = 0
      }
      bytes += size
      batches.at(-1)!.push(record)
    }
    return batches
  }

  async #process(read: readonly StreamRecord[]): Promise<void> {
    const { counts, passes, signal } = this.#parts
    const records = read.filter(({ data }) => passes(data))
    counts.filteredOut += read.length - records.length
    const open: Segment[] = records.length > 0 ? [{ from: 0, to: records.length, failures: 0 }] : []
    while (open.length > 0) {
      if (signal.aborted) return
      const next = await this.#attempt(records, open.shift()!)
      if (!next) return
      open.unshift(...next)
    }
    const last = read.at(-1)
    if (last) await this.#keep({ after: last.sequenceNumber })
  }

  /** What is left to be done of a segment; undefined when it is told to stop. */
  async #attempt(records: readonly StreamRecord[], segment: Segment): Promise<Segment[] | undefined> {
    const { clock, counts, discard, invoke, random, rules, signal } = this.#parts
    const batch = records.slice(segment.from, segment.to)
    const numbers = records.map(({ sequenceNumber }) => sequenceNumber)
    const payload = utf8(JSON.stringify({ Records: batch.map(({ shown }) => shown) }))
    for (let refusals = 1; ; refusals++) {
      const old = this.#oldOf(batch)
      if (old > 0) {
        await discard(batch.slice(0, old), { condition: 'RecordAgeExceeded', attempts: segment.failures })
        await this.#keep({ after: batch[old - 1]!.sequenceNumber })
        return batch.length > old ? [{ ...segment, from: segment.from + old }] : []
      }
      const result = await invoke(payload)
      const verdict = judgeBatch(result, segment, numbers, rules)
      if (verdict.is === 'run') {
        counts.invoked += batch.length
        counts.failed += segment.to - verdict.doneTo
        if (verdict.doneTo > segment.from) await this.#keep({ after: numbers[verdict.doneTo - 1]! })
        if (verdict.next.length > 0) await this.#rest(verdict.next[0]!.failures)
        return verdict.next
      }
      if (verdict.is === 'exhausted') {
        counts.failed += segment.to - verdict.doneTo
        const given = records.slice(verdict.doneTo, segment.to)
        await discard(given, { condition: 'RetryAttemptsExhausted', attempts: segment.failures + 1, result })
        await this.#keep({ after: batch.at(-1)!.sequenceNumber })
        return []
      }
      await clock.sleep(backoffMs(refusals, backoff, random), signal).catch(() => {})
      if (signal.aborted) return undefined
    }
  }

  /** How many of its first records nobody wants any more. */
  #oldOf(batch: readonly StreamRecord[]): number {
    const { clock, rules } = this.#parts
    if (rules.ageMsMax < 0) return 0
    const young = batch.findIndex(({ arrivedMs }) => clock.now() - arrivedMs <= rules.ageMsMax)
    return young === -1 ? batch.length : young
  }

  /** Work waits until its checkpoint is kept: a store that is away costs time, not the same batch over again. */
  async #keep(checkpoint: Checkpoint): Promise<void> {
    const { clock, complain, keep, random, signal } = this.#parts
    for (let failures = 1; ; failures++) {
      try {
        return keep(checkpoint)
      } catch (error) {
        if (error instanceof FenceRefused || signal.aborted) throw error
        if (failures === 1) complain(error)
      }
      await clock.sleep(backoffMs(failures, backoff, random), signal).catch(() => {})
    }
  }

  /** A function that fails is not asked again at once. */
  async #rest(failures: number): Promise<void> {
    const { clock, random, signal } = this.#parts
    if (failures > 0) await clock.sleep(backoffMs(failures, backoff, random), signal).catch(() => {})
  }
}
