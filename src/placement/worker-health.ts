import type { Clock } from '../base/clock.ts'

/** So many failures in a row, and a worker rests. */
const failuresMax = 3
const restMs = 1_000

/** A worker that fails to do what it is asked, time and again, is left alone for a while; then one try decides. */
export class WorkerHealth {
  readonly #clock: Clock
  #failures = 0
  #restsUntil = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get healthy(): boolean {
    return this.#clock.tick() >= this.#restsUntil
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(): void {
    if (++this.#failures >= failuresMax) this.#restsUntil = this.#clock.tick() + restMs
  }
}
