import type { Clock } from '../base/clock.ts'

export interface BucketSize {
  capacity: number
  perSecond: number
}

/** Full at first; what was taken comes back steadily. */
export class TokenBucket {
  readonly #clock: Clock
  #size: BucketSize
  #tokens: number
  #filledAt: number

  constructor(clock: Clock, size: BucketSize) {
    this.#clock = clock
    this.#size = size
    this.#tokens = size.capacity
    this.#filledAt = clock.tick()
  }

  take(): boolean {
    if (this.available() < 1) return false
    this.#tokens--
    return true
  }

  /** Milliseconds until there is one to take; Infinity when none will ever be. */
  waitMs(): number {
    const missing = 1 - this.available()
    return missing <= 0 ? 0 : (missing / this.#size.perSecond) * 1000
  }

  available(): number {
    const now = this.#clock.tick()
    const { capacity, perSecond } = this.#size
    this.#tokens = Math.min(capacity, this.#tokens + ((now - this.#filledAt) / 1000) * perSecond)
    this.#filledAt = now
    return this.#tokens
  }

  /** What is in it stays in it, as far as it fits; what the new size grants beyond the old one is there at once. */
  resize(size: BucketSize): void {
    this.#tokens = Math.min(size.capacity, this.available() + Math.max(0, size.capacity - this.#size.capacity))
    this.#size = size
  }

  get capacity(): number {
    return this.#size.capacity
  }
}
