/** Turns among those who want something: each has one place, and whoever had a turn goes to the end. */
export class FairShare<Key> {
  readonly #waiting = new Set<Key>()

  get size(): number {
    return this.#waiting.size
  }

  want(key: Key): void {
    this.#waiting.add(key)
  }

  withdraw(key: Key): void {
    this.#waiting.delete(key)
  }

  /** The one whose turn it is; it leaves, and wants again if it wants more. */
  next(): Key | undefined {
    for (const key of this.#waiting) {
      this.#waiting.delete(key)
      return key
    }
    return undefined
  }
}
