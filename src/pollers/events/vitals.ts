import type { SlowdownReading } from '../../stability/slowdown.ts'

/** How those are who run functions, since they were asked last. */
export interface Vitals {
  /** Synchronous invocations, compared with what is usual for their functions in calm times. */
  sync: SlowdownReading
  /** Of all processors: 0 idle, 1 busy. */
  cpu: number
  /** Of the memory: 0 nothing left, 1 all. */
  memoryFree: number
}

/** Calm: what ran asynchronously since then was so little that it disturbed nobody. Rejects when they are away. */
export type ReadVitals = (calm: boolean) => Promise<Vitals>

/** What came of attempts meanwhile. */
export interface Attempts {
  ended: number
  /** Turned down by the planes, not by what a function has reserved. */
  refused: number
  /** The planes did not answer, or not as they should. */
  broken: number
}

export type Strain = 'away' | 'broken' | 'throttled' | 'slow' | 'very slow' | 'unknown' | 'memory' | 'cpu'

/** Fewer say nothing. */
const samplesMin = 10
/** In calm times hardly one in a hundred takes half as long again as the slowest five do. */
const slowShareMax = 0.03
/** Beyond chance and a neighbour's moment: this is a flood. */
const verySlowShare = 0.5
const refusedShareMax = 0.1
const memoryFreeMin = 0.05
const cpuMax = 0.95
/** Of the time while nothing ran asynchronously: busier than that, and it is not for us to make it calm. */
const cpuCalmMax = 0.9

/** In a quarter of a second: so many callers are worth a moment of calm, in which their usual times show. */
const unknownMin = 5

/** Why the system should be asked for less; undefined while all is well. */
export function judgeVitals(vitals: Vitals | undefined, attempts: Attempts, cpuCalm: number): Strain | undefined {
  if (!vitals) return 'away'
  const { ended, refused, broken } = attempts
  if (broken > 0 && broken >= ended * refusedShareMax) return 'broken'
  if (ended >= samplesMin && refused > ended * refusedShareMax) return 'throttled'
  if (vitals.memoryFree < memoryFreeMin) return 'memory'
  const { samples, slow, unknown } = vitals.sync
  if (unknown >= unknownMin && unknown > samples) return 'unknown'
  if (samples >= samplesMin && slow > samples * verySlowShare) return 'very slow'
  if (samples >= samplesMin) return slow > Math.max(1, samples * slowShareMax) ? 'slow' : undefined
  // Nobody's waiting tells how it is: some room is left for whoever comes.
  return vitals.cpu > cpuMax && cpuCalm < cpuCalmMax ? 'cpu' : undefined
}
