import type { Clock } from '../../base/clock.ts'

const start = 5
/** 300 more a minute while there is a backlog. */
const growthPerSecond = 5
const most = 1250

/** How many batches of a queue may be run at once (Lambda Developer Guide: scaling for Amazon SQS). */
export class PollerScale {
  readonly #clock: Clock
  readonly #max: number
  #size: number
  #changedAt: number

  constructor(clock: Clock, maximumConcurrency: number | undefined) {
    this.#clock = clock
    this.#max = Math.min(maximumConcurrency ?? most, most)
    this.#size = Math.min(start, this.#max)
    this.#changedAt = clock.tick()
  }

  get size(): number {
    return this.#size
  }

  /** A receive brought as much as it could: there is more where it came from. */
  sawBacklog(): void {
    const now = this.#clock.tick()
    const grown = Math.floor(((now - this.#changedAt) / 1000) * growthPerSecond)
    if (grown < 1) return
    this.#size = Math.min(this.#max, this.#size + grown)
    this.#changedAt = now
  }

  sawNothing(): void {
    this.#size = Math.min(start, this.#max)
    this.#changedAt = this.#clock.tick()
  }

  /** The function could not take it. */
  throttled(): void {
    this.#size = Math.max(1, Math.floor(this.#size / 2))
    this.#changedAt = this.#clock.tick()
  }
}
