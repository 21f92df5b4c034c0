import type { Timer } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

/** Waits from here on end when they should, at whatever pace: retries of events among them. */
const exactMs = 60_000

/** The clock of a product that runs on virtual time: it stands still, and what waits for nothing runs at once. */
export class StandingClock extends VirtualClock {
  /** Where there is one, shorter waits end together, at its multiples: so that a long way through time has few steps. */
  paceMs = 0

  override after(ms: number, run: () => void): Timer {
    if (ms > 0) return super.after(this.#rounded(ms), run)
    const timer = super.after(0, run)
    setImmediate(() => this.moveTo(this.at))
    return timer
  }

  /** Whole milliseconds: a moment is the same number in every process. */
  #rounded(ms: number): number {
    const { at, paceMs } = this
    return Math.ceil(paceMs > 0 && ms < exactMs ? Math.ceil((at + ms) / paceMs) * paceMs - at : ms)
  }
}
