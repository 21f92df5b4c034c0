import { Refused, throttled } from '../lambda/refusals.ts'

/** What all bodies together may take of the memory. Whoever finds it full is asked to come again. */
export class BodyBudget {
  readonly #bytesMax: number
  #bytes = 0

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  /** Throws Refused when there is no room. */
  take(bytes: number): void {
    if (this.#bytes + bytes > this.#bytesMax) throw new Refused(throttled('CallerRateLimitExceeded'))
    this.#bytes += bytes
  }

  give(bytes: number): void {
    this.#bytes -= bytes
  }
}
