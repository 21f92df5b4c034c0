/** Time as an argument. The real one is in clock.io.ts; tests and the simulator bring virtual-clock.ts. */
export interface Clock {
  /** Milliseconds since the epoch: for timestamps that people and protocols see. May jump. */
  now(): number
  /** Monotonic milliseconds with a fraction: for durations, leases and every decision about waiting. */
  tick(): number
  /** Runs once, after so many milliseconds, unless cancelled. */
  after(ms: number, run: () => void): Timer
  /** Resolves after so many milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export interface Timer {
  cancel(): void
}
