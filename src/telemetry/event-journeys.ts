import type { Clock } from '../base/clock.ts'

/** What became of something that nobody waits for: an event, or a batch of a mapping. */
export type EventHop =
  /** Durable. With the depths of the queues that came into question, when they were looked at. */
  | { hop: 'accepted'; queue: string; why: string; depths?: Readonly<Record<string, number>> }
  /** Its function is run by whoever owns the queue under this fence. */
  | { hop: 'attempted'; queue: string; fence: number }
  /** Of an attempt; with a wait, there is another one after that. */
  | { hop: 'ended'; outcome: string; waitMs?: number }
  | { hop: 'settled'; outcome: string }
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
  readonly #clock: Clock
  readonly #journeysMax: number
  readonly #recordsMax: number
  /** In order of their beginnings. */
  readonly #kept = new Map<string, Kept>()
  readonly #carriedBy = new Map<string, string>()

  constructor(clock: Clock, { journeys = 10_000, records = 20_000 }: { journeys?: number; records?: number } = {}) {
    this.#clock = clock
    this.#journeysMax = journeys
    this.#recordsMax = records
  }

  note(requestId: string, functionArn: string, hop: EventHop): void {
    const now = this.#clock.now()
    let kept = this.#kept.get(requestId)
    if (!kept) {
      kept = { functionArn, startedAt: now, outcome: '', hops: [], at: [], leftOut: 0 }
      put(this.#kept, requestId, kept, this.#journeysMax)
    }
    if (kept.hops.length === hopsMax) {
      kept.hops.splice(beginning, 1)
      kept.at.splice(beginning, 1)
      kept.leftOut++
    }
    kept.hops.push(hop)
    kept.at.push(now)
    if (hop.hop === 'settled') kept.outcome = hop.outcome
  }

  carried(requestId: string, records: readonly string[]): void {
    for (const record of records) {
      this.#carriedBy.delete(record)
      put(this.#carriedBy, record, requestId, this.#recordsMax)
    }
  }

  find(id: string): EventJourneyView | undefined {
    const requestId = this.#kept.has(id) ? id : this.#carriedBy.get(id)
    const kept = requestId === undefined ? undefined : this.#kept.get(requestId)
    if (!kept) return undefined
    const { at, functionArn, hops, leftOut, outcome, startedAt } = kept
    const timed = hops.map((hop, index) => ({ atMs: at[index]! - startedAt, ...hop }))
    return { requestId: requestId!, functionArn, startedAt, outcome, hops: timed, leftOut }
  }
}

/** A map remembers the order of insertion: what came first goes first. */
function put<T>(map: Map<string, T>, key: string, value: T, max: number): void {
  if (map.size >= max) map.delete(map.keys().next().value!)
  map.set(key, value)
}
