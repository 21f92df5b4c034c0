import type { Clock, Timer } from '../base/clock.ts'
import type { Placement } from '../placement/placement.ts'
import { FairShare } from '../stability/fair-share.ts'
import type { Created } from '../worker/worker.ts'
import type { Entry, Shelf } from './shelf.ts'

export interface StartsParts {
  clock: Clock
  placement: Placement
  /** Begun at once; the others take turns, a shelf each. */
  startsMax: number
  /** An idle environment that may be ended to make room. */
  spare(): Entry | undefined
  end(entry: Entry): Promise<void>
  /** What became of a start. */
  started(shelf: Shelf, created: Created): void
  /** A start that found no room, or was no longer wanted, is over. */
  dropped(shelf: Shelf): void
}

/** However no room appears that anybody told of: a worker that was ill may be well again. */
const parkedMs = 250

/** Makes environments, so many at a time, for those who wait; remembers for whom there was no room. */
export class Starts {
  readonly #parts: StartsParts
  readonly #turns = new FairShare<Shelf>()
  /** In the order in which they found the hosts full. */
  readonly #parked = new Set<Shelf>()
  #running = 0
  /** Starts that end something to take its room: what they free is not for others. */
  #makingRoom = 0
  #retry: Timer | undefined
  #closed = false

  constructor(parts: StartsParts) {
    this.#parts = parts
  }

  get running(): number {
    return this.#running
  }

  want(shelf: Shelf): void {
    if (this.#parked.has(shelf) || this.#closed) return
    this.#turns.want(shelf)
    this.#pump()
  }

  /** Whether nothing is under way for this shelf until something ends. */
  waitsForRoom(shelf: Shelf): boolean {
    return this.#parked.has(shelf) && shelf.starting === 0
  }

  /** Those for whom there was no room, longest first. */
  parked(): ReadonlySet<Shelf> {
    return this.#parked
  }

  /** Something ended or became idle: whoever found no room may try again. */
  roomAppeared(): void {
    if (this.#makingRoom === 0) this.#retryParked()
  }

  #retryParked(): void {
    if (this.#parked.size === 0) return
    // Whoever waits longest first: room is not made for one and taken by another who came later.
    for (const shelf of [...this.#parked].sort(byArrival)) this.#turns.want(shelf)
    this.#parked.clear()
    this.#pump()
  }

  close(): void {
    this.#closed = true
    this.#retry?.cancel()
  }

  #pump(): void {
    while (this.#running < this.#parts.startsMax && !this.#closed) {
      const shelf = this.#turns.next()
      if (!shelf) return
      if (!shelf.wantsStart) continue
      shelf.starting++
      this.#running++
      if (shelf.wantsStart) this.#turns.want(shelf)
      void this.#start(shelf)
    }
  }

  async #start(shelf: Shelf): Promise<void> {
    const placed = await this.#place(shelf).catch((error: unknown) => asRefused(error))
    shelf.starting--
    this.#running--
    if (placed !== 'full' && placed !== 'unwanted') this.#parts.started(shelf, placed)
    else {
      if (placed === 'full' && shelf.wantsStart) this.#park(shelf)
      this.#parts.dropped(shelf)
    }
    this.#pump()
  }

  #park(shelf: Shelf): void {
    if (this.#closed) return
    this.#turns.withdraw(shelf)
    this.#parked.add(shelf)
    this.#retry ??= this.#parts.clock.after(parkedMs, () => {
      this.#retry = undefined
      this.#retryParked()
    })
  }

  /** Makes room as long as there is something to spare and somebody still waits. */
  async #place(shelf: Shelf): Promise<Created | 'full' | 'unwanted'> {
    const journey = shelf.followedJourney()
    for (;;) {
      const placed = await this.#parts.placement.place(shelf.spec, journey)
      if (placed !== 'full') return placed
      // This start counts itself among those under way.
      shelf.starting--
      const wanted = shelf.wantsStart
      shelf.starting++
      if (!wanted) return 'unwanted'
      const spare = this.#parts.spare()
      if (!spare) return 'full'
      this.#makingRoom++
      await this.#parts.end(spare)
      this.#makingRoom--
    }
  }
}

const arrival = (shelf: Shelf): number => shelf.firstWaiter?.since ?? Number.POSITIVE_INFINITY
const byArrival = (a: Shelf, b: Shelf): number => (arrival(a) < arrival(b) ? -1 : 1)

const asRefused = (error: unknown): Created => ({
  created: false,
  because: { exception: 'ServiceException', message: `No environment could be made: ${String(error)}` },
})
