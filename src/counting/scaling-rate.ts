import type { Clock } from '../base/clock.ts'
import { scalingPerTenSeconds } from '../lambda/quotas.ts'
import { TokenBucket } from '../stability/token-bucket.ts'

/** Environments once used stay at hand for so long: to use them again is no growth. */
const windowMs = 300_000

/**
 * How fast one function may grow (Lambda Developer Guide: concurrency scaling rate): a thousand environments at once,
 * and as many again over each ten seconds. Growth is concurrency beyond the highest of the last minutes.
 */
export class ScalingRate {
  readonly #clock: Clock
  #bucket: TokenBucket | undefined
  #peak = 0
  #peakBefore = 0
  #windowEnd: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#windowEnd = clock.tick() + windowMs
  }

  /** Whether so many may run now; takes a token when that is more than ran lately. */
  growTo(running: number): boolean {
    if (running <= this.#recentPeak()) {
      this.#peak = Math.max(this.#peak, running)
      return true
    }
    this.#bucket ??= new TokenBucket(this.#clock, {
      capacity: scalingPerTenSeconds,
      perSecond: scalingPerTenSeconds / 10,
    })
    if (!this.#bucket.take()) return false
    this.#peak = running
    return true
  }

  /** Nothing ran for so long that a new one would decide alike. */
  get forgotten(): boolean {
    return this.#recentPeak() === 0
  }

  #recentPeak(): number {
    const now = this.#clock.tick()
    if (now >= this.#windowEnd) {
      this.#peakBefore = now >= this.#windowEnd + windowMs ? 0 : this.#peak
      this.#peak = 0
      this.#windowEnd = now + windowMs
    }
    return Math.max(this.#peak, this.#peakBefore)
  }
}
