import type { Random } from '../base/random.ts'

export interface BackoffLimits {
  msMin: number
  msMax: number
}

/** Doubles with every failure (the first is 1) up to a maximum; half of it is chance, so that many do not come back at once. */
export function backoffMs(failures: number, { msMin, msMax }: BackoffLimits, random: Random): number {
  const ceiling = Math.min(msMax, msMin * 2 ** (Math.max(1, failures) - 1))
  return ceiling / 2 + (random.next() * ceiling) / 2
}
