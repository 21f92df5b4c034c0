import type { Clock } from '../base/clock.ts'
import type { RequestId } from '../base/identity.ts'
import { isoInstant } from '../base/instant.ts'
import type { Hop, Journey, Journeys, JourneyView } from './telemetry.ts'

/** The column of each hop. */
const place: Readonly<Record<Hop, number>> = {
  received: 0,
  authenticated: 1,
  accepted: 2,
  queued: 3,
  leased: 4,
  counted: 5,
  assigned: 6,
  placed: 7,
  initialised: 8,
  invoked: 9,
  answered: 10,
  settled: 11,
}
const hops = Object.keys(place) as Hop[]
/** In place of a time that has not come. */
const never = Number.NaN

/**
 * The last journeys of this process, in memory. A journey is one small object; its times lie in one array for all, so
 * that a hop allocates nothing. The oldest is forgotten when a new one needs its place.
 */
export class RecentJourneys implements Journeys {
  readonly clock: Clock
  /** Monotonic milliseconds, a row a journey, a column a hop. */
  readonly ticks: Float64Array
  #kept: (KeptJourney | undefined)[]
  #begun = 0

  constructor(clock: Clock, capacity = 10_000) {
    this.clock = clock
    this.ticks = new Float64Array(capacity * hops.length)
    this.#kept = Array.from({ length: capacity })
  }

  begin(requestId: RequestId, way: JourneyView['way'], functionArn: string): Journey {
    const row = this.#begun++ % this.#kept.length
    const journey = new KeptJourney(this, row, { requestId, way, functionArn })
    this.#kept[row] = journey
    return journey
  }

  end(journey: Journey, outcome: string): void {
    if (journey instanceof KeptJourney) journey.outcome = outcome
  }

  /** Looks at all of them, for a person who asks now and then; a retry has its request's id, and the newest is found. */
  find(requestId: string): JourneyView | undefined {
    for (const journey of this.#newestFirst()) if (journey.requestId === requestId) return journey.view()
    return undefined
  }

  recent(count: number): JourneyView[] {
    const views: JourneyView[] = []
    for (const journey of this.#newestFirst()) {
      if (views.length >= count) break
      views.push(journey.view())
    }
    return views
  }

  *#newestFirst(): Generator<KeptJourney> {
    const capacity = this.#kept.length
    for (let at = this.#begun - 1; at >= Math.max(0, this.#begun - capacity); at--) yield this.#kept[at % capacity]!
  }

  /** False once its place is another's: what still comes of it is not written there. */
  holds(journey: KeptJourney): boolean {
    return this.#kept[journey.row] === journey
  }
}

class KeptJourney implements Journey {
  readonly requestId: RequestId
  readonly row: number
  outcome = ''
  #journeys: RecentJourneys
  #way: JourneyView['way']
  #functionArn: string
  #startedMs: number
  #startedTick: number
  #notes: Partial<Record<Hop, string>> | undefined

  constructor(
    journeys: RecentJourneys,
    row: number,
    of: { requestId: RequestId; way: JourneyView['way']; functionArn: string },
  ) {
    this.requestId = of.requestId
    this.row = row
    this.#journeys = journeys
    this.#way = of.way
    this.#functionArn = of.functionArn
    this.#startedMs = journeys.clock.now()
    this.#startedTick = journeys.clock.tick()
    journeys.ticks.fill(never, row * hops.length, (row + 1) * hops.length)
  }

  hop(hop: Hop, note?: string): void {
    const { ticks, clock } = this.#journeys
    const at = this.row * hops.length + place[hop]
    if (!Number.isNaN(ticks[at]!) || !this.#journeys.holds(this)) return
    ticks[at] = clock.tick()
    if (note === undefined) return
    this.#notes ??= {}
    this.#notes[hop] = note
  }

  view(): JourneyView {
    const row = this.#journeys.ticks.subarray(this.row * hops.length)
    const seen = hops.flatMap((hop, at) => {
      const atMs = row[at]! - this.#startedTick
      const note = this.#notes?.[hop]
      return Number.isNaN(atMs) ? [] : [{ hop, atMs, ...(note !== undefined && { note }) }]
    })
    return {
      requestId: this.requestId,
      way: this.#way,
      functionArn: this.#functionArn,
      startedAt: isoInstant(this.#startedMs),
      outcome: this.outcome,
      hops: seen.toSorted((a, b) => a.atMs - b.atMs),
    }
  }
}
