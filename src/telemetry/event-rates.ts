import type { EventHop } from './event-journeys.ts'

/** How many came and how many were done with, in the last minute. */
export interface Flow {
  arrived: number
  completed: number
}

export interface EventRates {
  queue(name: string): Flow
  /** Those of which something came or went. */
  functions(): ReadonlyMap<string, Flow>
}

const bucketMs = 5_000
const buckets = 12
/** More are not counted until others have been quiet for a minute. */
const keysMax = 10_000

/** Counts hops, by queue and by function. Times are milliseconds since the epoch. */
export class CountedRates implements EventRates {
  readonly #now: () => number
  readonly #queues = new Map<string, Counted>()
  readonly #functions = new Map<string, Counted>()

  constructor(now: () => number) {
    this.#now = now
  }

  hear(functionArn: string, hop: EventHop): void {
    if (hop.hop !== 'accepted' && hop.hop !== 'settled') return
    const now = this.#now()
    const which = hop.hop === 'accepted' ? 'arrived' : 'completed'
    this.#of(this.#queues, hop.queue, now)?.[which].add(now)
    this.#of(this.#functions, functionArn, now)?.[which].add(now)
  }

  queue(name: string): Flow {
    return flowOf(this.#queues.get(name), this.#now())
  }

  functions(): ReadonlyMap<string, Flow> {
    const now = this.#now()
    const flows = [...this.#functions].map(([arn, counted]) => [arn, flowOf(counted, now)] as const)
    return new Map(flows.filter(([, { arrived, completed }]) => arrived + completed > 0))
  }

  #of(all: Map<string, Counted>, key: string, now: number): Counted | undefined {
    let counted = all.get(key)
    if (counted) return counted
    if (all.size >= keysMax) for (const [quiet, each] of all) if (isQuiet(each, now)) all.delete(quiet)
    if (all.size >= keysMax) return undefined
    all.set(key, (counted = { arrived: new LastMinute(), completed: new LastMinute() }))
    return counted
  }
}

interface Counted {
  arrived: LastMinute
  completed: LastMinute
}

const flowOf = (counted: Counted | undefined, now: number): Flow => ({
  arrived: counted?.arrived.total(now) ?? 0,
  completed: counted?.completed.total(now) ?? 0,
})
const isQuiet = ({ arrived, completed }: Counted, now: number): boolean =>
  arrived.total(now) + completed.total(now) === 0

/** In buckets of five seconds: what is older than the last twelve is forgotten. */
class LastMinute {
  readonly #counts: number[] = Array.from({ length: buckets }, () => 0)
  #newest = 0

  add(now: number): void {
    this.#moveTo(now)
    this.#counts[this.#newest % buckets]!++
  }

  total(now: number): number {
    this.#moveTo(now)
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }

  #moveTo(now: number): void {
    const bucket = Math.floor(now / bucketMs)
    const from = Math.max(this.#newest + 1, bucket - buckets + 1)
    for (let each = from; each <= bucket; each++) this.#counts[each % buckets] = 0
    this.#newest = Math.max(this.#newest, bucket)
  }
}
