import type { Clock } from '../base/clock.ts'
import { CountedRates, type EventRates } from './event-rates.ts'

/** What became of something that nobody waits for: an event, or a batch of a mapping. */
export type EventHop =
  /** Durable. With the depths of the queues that came into question, when they were looked at. */
  | { hop: 'accepted'; queue: string; why: string; depths?: Readonly<Record<string, number>> }
  /** By whoever has leased its queue. */
  | { hop: 'attempted'; queue: string; owner: string; fence: number }
  /** Of an attempt; with a wait, there is another one after that. */
  | { hop: 'ended'; outcome: string; waitMs?: number }
  | { hop: 'settled'; queue: string; outcome: string }
  | { hop: 'told'; to: string; failure?: string }
  /** From a source to an invocation; first and last are ids that the source gave its records. */
  | { hop: 'batched'; mapping: string; source: string; shard?: string; records: number; first: string; last: string }

export interface EventJourneyView {
  requestId: string
  functionArn: string
  /** Of the first hop: milliseconds since the epoch, on the platform's time. */
  startedAt: number
  /** Empty until it is settled. */
  outcome: string
  /** With milliseconds since the first one. */
  hops: (EventHop & { atMs: number })[]
  /** Hops of the middle that were too many to keep. */
  leftOut: number
}

/** The hops of the events side: always on, in bounded memory, gone with the process. */
export interface EventJourneys {
  note(requestId: string, functionArn: string, hop: EventHop): void
  /** These records were in this request's batch. */
  carried(requestId: string, records: readonly string[]): void
  /** By a request's id, or by that of a record which it carried last. */
  find(id: string): EventJourneyView | undefined
  readonly rates: EventRates
}

interface Kept {
  functionArn: string
  startedAt: number
  outcome: string
  hops: EventHop[]
  at: number[]
  leftOut: number
}

/** Of one journey: a throttled event may be tried for hours. */
const hopsMax = 32
/** How it began is kept, and how it went on of late. */
const beginning = 8

export class RecentEventJourneys implements EventJourneys {
  readonly rates: CountedRates
  readonly #clock: Clock
  readonly #kept: Latest<Kept>
  readonly #carriedBy: Latest<string>

  constructor(clock: Clock, { journeys = 10_000, records = 20_000 }: { journeys?: number; records?: number } = {}) {
    this.#clock = clock
    this.#kept = new Latest(journeys)
    this.#carriedBy = new Latest(records)
    this.rates = new CountedRates(() => clock.now())
  }

  note(requestId: string, functionArn: string, hop: EventHop): void {
    const now = this.#clock.now()
    let kept = this.#kept.get(requestId)
    if (!kept) {
      kept = { functionArn, startedAt: now, outcome: '', hops: [], at: [], leftOut: 0 }
      this.#kept.put(requestId, kept)
    }
    if (kept.hops.length === hopsMax) {
      kept.hops.splice(beginning, 1)
      kept.at.splice(beginning, 1)
      kept.leftOut++
    }
    kept.hops.push(hop)
    kept.at.push(now)
    if (hop.hop === 'settled') kept.outcome = hop.outcome
    this.rates.hear(functionArn, hop)
  }

  carried(requestId: string, records: readonly string[]): void {
    for (const record of records) this.#carriedBy.put(record, requestId)
  }

  find(id: string): EventJourneyView | undefined {
    const requestId = this.#kept.get(id) ? id : (this.#carriedBy.get(id) ?? id)
    const kept = this.#kept.get(requestId)
    if (!kept) return undefined
    const { at, functionArn, hops, leftOut, outcome, startedAt } = kept
    const timed = hops.map((hop, index) => ({ atMs: at[index]! - startedAt, ...hop }))
    return { requestId, functionArn, startedAt, outcome, hops: timed, leftOut }
  }
}

/** The last so many by their keys. Of a key that comes again, the newest counts. */
class Latest<T> {
  readonly #byKey = new Map<string, T>()
  readonly #entries: ({ key: string; value: T } | undefined)[]
  #next = 0

  constructor(max: number) {
    this.#entries = Array.from({ length: max })
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key)
  }

  put(key: string, value: T): void {
    const oldest = this.#entries[this.#next]
    if (oldest && this.#byKey.get(oldest.key) === oldest.value) this.#byKey.delete(oldest.key)
    this.#entries[this.#next] = { key, value }
    this.#next = (this.#next + 1) % this.#entries.length
    this.#byKey.set(key, value)
  }
}
