import type { Clock, Timer } from '../../base/clock.ts'

export interface ResultReportParts {
  clock: Clock
  write: (result: string) => Promise<unknown>
  complain: (error: unknown) => void
}

const restMs = 1_000

/** Has the last result of a mapping written, at once when it is a new one, and not more often than once a second. */
export class ResultReport {
  readonly #parts: ResultReportParts
  #written: string | undefined
  #last: string | undefined
  #rest: Timer | undefined

  constructor(parts: ResultReportParts) {
    this.#parts = parts
  }

  say(result: string): void {
    this.#last = result
    if (!this.#rest) this.#write()
  }

  /** What is not written yet is not any more. */
  close(): void {
    this.#rest?.cancel()
  }

  #write(): void {
    this.#rest = undefined
    if (this.#last === undefined || this.#last === this.#written) return
    const result = this.#last
    this.#written = result
    this.#rest = this.#parts.clock.after(restMs, () => this.#write())
    this.#parts.write(result).catch((error: unknown) => {
      this.#written = undefined
      this.#parts.complain(error)
    })
  }
}
