/**
 * The keys of one kind in order. Sorting waits until somebody lists, so that loading a hundred thousand functions costs
 * one sort; afterwards single keys are put in their place.
 */
export class SortedKeys {
  #sorted: string[] = []
  #added = new Set<string>()
  /** Still in `#sorted`, but gone. */
  #removed = new Set<string>()
  #changes = 0

  add(key: string): void {
    this.#changes++
    if (!this.#removed.delete(key)) this.#added.add(key)
  }

  remove(key: string): void {
    this.#changes++
    if (!this.#added.delete(key)) this.#removed.add(key)
  }

  /** Keys that start with `prefix` and sort after `after`; keeps its place when keys come and go meanwhile. */
  *from(prefix: string, after = ''): Generator<string> {
    let last = after
    let seen = -1
    let at = 0
    for (;;) {
      if (seen !== this.#changes) {
        this.#settle()
        at = last >= prefix && last !== '' ? this.#position(last, true) : this.#position(prefix, false)
        seen = this.#changes
      }
      const key = this.#sorted[at++]
      if (key === undefined || !key.startsWith(prefix)) return
      if (this.#removed.has(key)) continue
      last = key
      yield key
    }
  }

  #settle(): void {
    if (this.#removed.size * 2 > this.#sorted.length) {
      this.#sorted = this.#sorted.filter((key) => !this.#removed.has(key))
      this.#removed.clear()
    }
    if (this.#added.size > 32) {
      this.#sorted = [...this.#sorted, ...this.#added].sort(byCodeUnits)
    } else {
      for (const key of this.#added) this.#sorted.splice(this.#position(key, false), 0, key)
    }
    this.#added.clear()
  }

  /** Index of the first key at or, if `past`, behind the given one. */
  #position(key: string, past: boolean): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#sorted[middle]!
      if (other < key || (past && other === key)) low = middle + 1
      else high = middle
    }
    return low
  }
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
