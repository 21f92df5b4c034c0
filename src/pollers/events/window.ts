/** How much may run at once: more with each success, half as much when there was too much (AIMD). */
export class Window {
  readonly #max: number
  #size: number
  #successes = 0

  constructor(start: number, max: number) {
    this.#size = start
    this.#max = max
  }

  get size(): number {
    return this.#size
  }

  /** A whole window of successes makes it one larger. */
  succeeded(): void {
    if (++this.#successes < this.#size) return
    this.#successes = 0
    this.#size = Math.min(this.#max, this.#size + 1)
  }

  tooMuch(): void {
    this.#successes = 0
    this.#size = Math.max(1, Math.floor(this.#size / 2))
  }
}
