import type { AdvanceWish } from '../front-door/front-door.ts'

/** A process as seen by whoever moves its clock. Moments are whole milliseconds since the epoch. */
export interface TimeTraveller {
  /** Looks at everything that it would look at sooner or later, and comes to rest. */
  look(patienceMs: number): Promise<Standing>
  /** Goes there, does what has fallen due, and comes to rest. With a pace, short waits that begin meanwhile end at its multiples. */
  move(to: number, how: { paceMs: number; patienceMs: number }): Promise<Standing>
}

export interface Standing {
  at: number
  /** When the next of its waits is over. */
  nextAt?: number
  /** What has not come to rest within its patience. */
  underWay: number
}

export interface Advanced {
  at: number
  advancedMs: number
  steps: number
  /** Of work that has not come to rest: time has stopped there, before it was where it should have been. */
  underWay: number
}

/** So many steps are taken exactly; then short waits end together, so that about as many again are enough. */
const exactSteps = 500
/** A wait is late by so much at most. */
const paceMsMax = 30_000

/**
 * Moves the clocks of all processes from one wait that is over to the next: so that what one moment sets going (a retry,
 * whose failure sets the next one) is done, and waits anew, before time goes on.
 */
export async function advance(
  { advanceMs: ms, patienceMs }: AdvanceWish,
  travellers: readonly TimeTraveller[],
  reached: (at: number) => void,
): Promise<Advanced> {
  const standings = await Promise.all(travellers.map((traveller) => traveller.look(patienceMs)))
  const start = Math.max(...standings.map(({ at }) => at))
  const end = start + ms
  let [at, steps] = [start, 0]
  let here = together(standings)
  // What falls due at the very end may set something going that is due at once.
  while (here.underWay === 0 && (at < end || here.nextAt <= end)) {
    steps++
    at = Math.min(end, Math.max(at, here.nextAt))
    reached(at)
    const paceMs = steps <= exactSteps ? 0 : Math.min(paceMsMax, Math.ceil(ms / exactSteps))
    here = together(await Promise.all(travellers.map((traveller) => traveller.move(at, { paceMs, patienceMs }))))
  }
  return { at, advancedMs: at - start, steps, underWay: here.underWay }
}

function together(standings: readonly Standing[]): { nextAt: number; underWay: number } {
  return {
    nextAt: Math.min(...standings.map(({ nextAt }) => nextAt ?? Number.POSITIVE_INFINITY)),
    underWay: standings.reduce((sum, { underWay }) => sum + underWay, 0),
  }
}
