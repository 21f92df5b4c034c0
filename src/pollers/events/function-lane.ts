import type { Clock, Timer } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { backoffMs } from '../../stability/backoff.ts'
import { type HeldEvent, staleMs } from './held-event.ts'
import { Window } from './window.ts'

const windowStart = 4
const windowMax = 256
/** Lambda Developer Guide: asynchronous invocation, throttles and system errors. */
const backoff = { msMin: 1_000, msMax: 300_000 }

/** The events of one function (of one version or alias) that are in memory, and how many of them may run. */
export class FunctionLane {
  readonly key: string
  /** Looks at the age of what waits; whoever set it sets it anew. */
  watched: Timer | undefined
  readonly #clock: Clock
  readonly #random: Random
  readonly #window = new Window(windowStart, windowMax)
  /** In order of positions. */
  #waiting: HeldEvent[] = []
  #newestNext = false
  /** What its function may run at once. */
  #permits = Number.POSITIVE_INFINITY
  #running = 0
  /** Attempts in a row that did not run. */
  #refusals = 0
  /** Monotonic milliseconds. */
  #restsUntil = 0

  constructor(key: string, clock: Clock, random: Random) {
    this.key = key
    this.#clock = clock
    this.#random = random
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get running(): number {
    return this.#running
  }

  /** How many may run at once: what was well so far, and no more than its function has reserved. */
  get window(): number {
    return Math.min(this.#window.size, this.#permits)
  }

  /** It cannot run more at present, whatever else could. */
  get full(): boolean {
    return this.#running >= this.window || this.restMs > 0
  }

  /** Undefined: nothing is reserved. Of none at all the events come to their ends at once. */
  permit(atOnce: number | undefined): void {
    this.#permits = atOnce || Number.POSITIVE_INFINITY
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#running === 0
  }

  add(event: HeldEvent): void {
    let at = this.#waiting.length
    while (at > 0 && this.#waiting[at - 1]!.position > event.position) at--
    this.#waiting.splice(at, 0, event)
  }

  /** How long it rests still; 0: one of its events may run, if it has any. */
  get restMs(): number {
    return Math.max(0, this.#restsUntil - this.#clock.tick())
  }

  get ready(): boolean {
    return this.#waiting.length > 0 && !this.full
  }

  /** The oldest; while that has waited for long, the newest in turn with it. */
  start(): HeldEvent {
    this.#running++
    const stale = this.#clock.now() - this.#waiting[0]!.acceptedAt > staleMs
    this.#newestNext = stale && !this.#newestNext
    return (this.#newestNext ? this.#waiting.pop() : this.#waiting.shift())!
  }

  ran(): void {
    this.#running--
    this.#refusals = 0
    this.#restsUntil = 0
    this.#window.succeeded()
  }

  /** It waits again; its function rests, unless something of it still runs, whose end is the sign to go on. */
  refused(event: HeldEvent): void {
    this.#running--
    this.#refusals++
    this.#window.tooMuch()
    this.add(event)
    const ms = backoffMs(this.#refusals, backoff, this.#random)
    this.#restsUntil = this.#clock.tick() + ms
  }

  /** What was started is another's by now. */
  dropped(): void {
    this.#running--
  }

  /** What was started and could not go on: nothing has happened. */
  putBack(event: HeldEvent): void {
    this.#running--
    this.#newestNext = !this.#newestNext
    this.add(event)
  }

  /** The one whose age comes to its end first. */
  get oldest(): HeldEvent | undefined {
    return this.#waiting[0]
  }

  /** Those that were accepted at a moment or before it are taken out. */
  takeAcceptedUntil(ms: number): HeldEvent[] {
    const { false: rest = [], true: old = [] } = Object.groupBy(this.#waiting, (event) => `${event.acceptedAt <= ms}`)
    this.#waiting = rest
    return old
  }

  /** What waits here, to wait elsewhere: all but the next few. */
  takeBut(few: number): HeldEvent[] {
    return this.#waiting.splice(few)
  }

  /** Forgets what a reader has lost. */
  forget(reader: HeldEvent['reader']): void {
    this.#waiting = this.#waiting.filter((event) => event.reader !== reader)
  }
}
