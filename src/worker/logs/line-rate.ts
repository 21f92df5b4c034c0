/** What one environment may write in a second; a function that floods its log must not fill the host's disk. */
export const bytesPerSecondMax = 10 * 1024 * 1024

export interface Dropped {
  records: number
  bytes: number
}

/** Counts what is written, second by second, and what is not. Times are milliseconds. */
export class LineRate {
  #second = 0
  #bytes = 0
  #dropped: Dropped = { records: 0, bytes: 0 }

  /** False: too much for this second. */
  admit(nowMs: number, bytes: number): boolean {
    if (Math.abs(nowMs - this.#second) >= 1000) {
      this.#second = nowMs
      this.#bytes = 0
    }
    if (this.#bytes + bytes > bytesPerSecondMax && this.#bytes > 0) {
      this.#dropped.records++
      this.#dropped.bytes += bytes
      return false
    }
    this.#bytes += bytes
    return true
  }

  /** What was lost since the last time, to be told once. */
  takeDropped(): Dropped | undefined {
    if (this.#dropped.records === 0) return undefined
    const dropped = this.#dropped
    this.#dropped = { records: 0, bytes: 0 }
    return dropped
  }
}
