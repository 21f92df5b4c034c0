import type { Clock, Timer } from '../base/clock.ts'
import { isOver } from './environment-lease.ts'
import type { Entry } from './shelf.ts'

const roundMsMax = 60_000

/** Ends what has been idle for long or has served its time. One timer for all, and none while nothing is idle. */
export class Upkeep {
  readonly #options: { clock: Clock; idleMs: number }
  readonly #parts: { idle(): Iterable<Entry>; end(entry: Entry): void }
  #alarm: Timer | undefined
  #closed = false

  constructor(options: { clock: Clock; idleMs: number }, parts: { idle(): Iterable<Entry>; end(entry: Entry): void }) {
    this.#options = options
    this.#parts = parts
  }

  /** Something has become idle. */
  watch(): void {
    if (this.#closed) return
    this.#alarm ??= this.#options.clock.after(Math.min(roundMsMax, this.#options.idleMs), () => this.#round())
  }

  close(): void {
    this.#closed = true
    this.#alarm?.cancel()
  }

  #round(): void {
    this.#alarm = undefined
    const now = this.#options.clock.tick()
    let left = 0
    for (const entry of this.#parts.idle()) {
      const kept = entry.shelf.target > 0
      if (isOver(entry.leaseUntil, now) || (!kept && now - entry.idleSince >= this.#options.idleMs))
        this.#parts.end(entry)
      else left++
    }
    if (left > 0) this.watch()
  }
}
