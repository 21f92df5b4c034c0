export interface RingLimits {
  min: number
  max: number
}

/** A shared queue with so many events is deep: whoever's key leads there waits behind them. */
const deepMin = 256
/** So long nothing was deep, and there may be fewer again. */
const calmMs = 120_000

/**
 * How many shared queues there should be: twice as many while half of them are deep, so that a new key finds two that
 * are not; half as many once hardly anything has waited in any of them for a while.
 */
export class RingScale {
  readonly #limits: RingLimits
  /** Monotonic milliseconds. */
  #calmSince: number | undefined

  constructor(limits: RingLimits) {
    this.#limits = limits
  }

  /** `depths` are those of the shared queues. */
  wanted(depths: readonly number[], tick: number): number {
    const { max, min } = this.#limits
    const shared = depths.length
    const deep = depths.filter((depth) => depth >= deepMin).length
    if (deep * 2 > shared) {
      this.#calmSince = undefined
      return Math.min(max, shared * 2)
    }
    if (deep > 0) this.#calmSince = undefined
    else this.#calmSince ??= tick
    if (this.#calmSince === undefined || tick - this.#calmSince < calmMs) return shared
    this.#calmSince = tick
    return Math.max(min, Math.floor(shared / 2))
  }
}
