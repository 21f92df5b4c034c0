import type { Clock } from '../base/clock.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Assigned } from './assignment.ts'
import type { Shelf, Waiter } from './shelf.ts'

export interface WaitingLineParts {
  clock: Clock
  waitersMax: number
  /** For room on a host that is full. */
  patienceMs: number
  /** For an environment that is being made, or whose turn to be made will come. */
  startPatienceMs: number
  /** Nothing is under way for this shelf. */
  waitsForRoom(shelf: Shelf): boolean
  /** Somebody gave up. */
  left(shelf: Shelf): void
}

/** Everybody who waits, whatever for: a limited number for a limited time. */
export class WaitingLine {
  readonly #parts: WaitingLineParts
  #count = 0

  constructor(parts: WaitingLineParts) {
    this.#parts = parts
  }

  get full(): boolean {
    return this.#count >= this.#parts.waitersMax
  }

  /** Resolves with what the waiter is settled with; rejects with the signal's reason when it gives up itself. */
  join(shelf: Shelf, journey?: Journey, signal?: AbortSignal): Promise<Assigned> {
    const { promise, resolve, reject } = Promise.withResolvers<Assigned>()
    if (signal?.aborted) {
      reject(signal.reason)
      return promise
    }
    const since = this.#parts.clock.tick()
    const leave = () => {
      shelf.waiters.delete(waiter)
      this.#count--
      alarm.cancel()
      signal?.removeEventListener('abort', onAbort)
    }
    const settle = (assigned: Assigned) => {
      leave()
      resolve(assigned)
    }
    const onAbort = () => {
      leave()
      reject(signal!.reason)
      this.#parts.left(shelf)
    }
    const waiter: Waiter = { since, journey, followed: false, settle }
    let alarm = this.#parts.clock.after(this.#parts.patienceMs, lookUp.bind(this))
    function lookUp(this: WaitingLine): void {
      if (this.#hopes(shelf, since)) alarm = this.#parts.clock.after(this.#parts.patienceMs, lookUp.bind(this))
      else {
        settle({ assigned: false, because: 'full' })
        this.#parts.left(shelf)
      }
    }
    signal?.addEventListener('abort', onAbort, { once: true })
    shelf.waiters.add(waiter)
    this.#count++
    return promise
  }

  #hopes(shelf: Shelf, since: number): boolean {
    const { clock, startPatienceMs } = this.#parts
    return !this.#parts.waitsForRoom(shelf) && clock.tick() - since < startPatienceMs
  }
}
