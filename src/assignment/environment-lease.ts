import type { Random } from '../base/random.ts'

/**
 * Until when an environment may serve (monotonic milliseconds): Lambda replaces them within hours, however busy they
 * are. The last quarter of the time is chance, so that those which came together do not go together.
 */
export function newLease(now: number, { lifetimeMs, random }: { lifetimeMs: number; random: Random }): number {
  return now + lifetimeMs * (0.75 + 0.25 * random.next())
}

export const isOver = (leaseUntil: number, now: number): boolean => now >= leaseUntil
