/** How those are who run functions, since they were asked last. */
export interface Vitals {
  /** Synchronous invocations that could be compared with usual ones, and how many of them took much longer. */
  sync: { samples: number; slow: number }
  /** Of all processors: 0 idle, 1 busy. */
  cpu: number
  /** Of the memory: 0 nothing left, 1 all. */
  memoryFree: number
}

/** Calm: what runs asynchronously from now on is so little that it disturbs nobody. Rejects when they are away. */
export type ReadVitals = (calm: boolean) => Promise<Vitals>

/** What came of attempts meanwhile. */
export interface Attempts {
  ended: number
  /** Turned down by the planes, not by what a function has reserved. */
  refused: number
  /** The planes did not answer, or not as they should. */
  broken: number
}

export type Strain = 'away' | 'broken' | 'throttled' | 'slow' | 'memory' | 'cpu'

/** Fewer say nothing. */
const samplesMin = 10
/** In calm times hardly one in a hundred takes half as long again as the slowest five do. */
const slowShareMax = 0.03
const refusedShareMax = 0.1
const memoryFreeMin = 0.05
const cpuMax = 0.95
/** Of the time while nothing ran asynchronously: busier than that, and it is not for us to make it calm. */
const cpuCalmMax = 0.9

/** Why the system should be asked for less; undefined while all is well. */
export function judgeVitals(vitals: Vitals | undefined, attempts: Attempts, cpuCalm: number): Strain | undefined {
  if (!vitals) return 'away'
  const { ended, refused, broken } = attempts
  if (broken > 0 && broken >= ended * refusedShareMax) return 'broken'
  if (ended >= samplesMin && refused > ended * refusedShareMax) return 'throttled'
  if (vitals.memoryFree < memoryFreeMin) return 'memory'
  const { samples, slow } = vitals.sync
  if (samples >= samplesMin) return slow > Math.max(1, samples * slowShareMax) ? 'slow' : undefined
  // Nobody's waiting tells how it is: some room is left for whoever comes.
  return vitals.cpu > cpuMax && cpuCalm < cpuCalmMax ? 'cpu' : undefined
}
