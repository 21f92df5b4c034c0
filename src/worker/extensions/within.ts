import type { Clock } from '../../base/clock.ts'

/** Resolves with the promise, or after so long. */
export function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(Math.max(0, ms), resolve)
    void promise.finally(() => {
      timer.cancel()
      resolve()
    })
  })
}
