import type { Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { backoffMs } from '../../stability/backoff.ts'
import type { HeldEvent } from './held-event.ts'
import { Window } from './window.ts'

const windowStart = 4
const windowMax = 256
/** Lambda Developer Guide: asynchronous invocation, throttles and system errors. */
const backoff = { msMin: 1_000, msMax: 300_000 }

/** The events of one function (of one version or alias) that are in memory, and how many of them may run. */
export class FunctionLane {
  readonly key: string
  readonly #clock: Clock
  readonly #random: Random
  readonly #window = new Window(windowStart, windowMax)
  #waiting: HeldEvent[] = []
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

  get window(): number {
    return this.#window.size
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && this.#running === 0
  }

  add(event: HeldEvent): void {
    this.#waiting.push(event)
  }

  /** How long it rests still; 0: one of its events may run, if it has any. */
  get restMs(): number {
    return Math.max(0, this.#restsUntil - this.#clock.tick())
  }

  get ready(): boolean {
    return this.#waiting.length > 0 && this.#running < this.#window.size && this.restMs === 0
  }

  start(): HeldEvent {
    this.#running++
    return this.#waiting.shift()!
  }

  ran(): void {
    this.#running--
    this.#refusals = 0
    this.#restsUntil = 0
    this.#window.succeeded()
  }

  /** It is the next one again; its function rests, unless something of it still runs, whose end is the sign to go on. */
  refused(event: HeldEvent): void {
    this.#running--
    this.#refusals++
    this.#window.tooMuch()
    this.#waiting.unshift(event)
    const ms = backoffMs(this.#refusals, backoff, this.#random)
    this.#restsUntil = this.#clock.tick() + ms
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
