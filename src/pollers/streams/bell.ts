import type { Clock } from '../../base/clock.ts'

/** Wakes all who wait for something to change. */
export class Bell {
  readonly #clock: Clock
  readonly #waiting = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  ring(): void {
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }

  /** Until the next ring, or so long at most. */
  wait(msMax = Number.POSITIVE_INFINITY): Promise<void> {
    return new Promise((resolve) => {
      const timer = msMax < Number.POSITIVE_INFINITY ? this.#clock.after(msMax, () => wake()) : undefined
      const wake = () => {
        timer?.cancel()
        this.#waiting.delete(wake)
        resolve()
      }
      this.#waiting.add(wake)
    })
  }
}
