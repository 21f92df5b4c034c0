import type { Timer } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

/** The clock of a product that runs on virtual time: it stands still, and what waits for nothing runs at once. */
export class StandingClock extends VirtualClock {
  /** Waits that are shorter are rounded up to this: so that a long journey through time has a limited number of steps. */
  paceMs = 0

  override after(ms: number, run: () => void): Timer {
    // Whole milliseconds: a moment is the same number in every process.
    if (ms > 0) return super.after(Math.ceil(Math.max(ms, this.paceMs)), run)
    const timer = super.after(0, run)
    setImmediate(() => this.moveTo(this.at))
    return timer
  }
}
