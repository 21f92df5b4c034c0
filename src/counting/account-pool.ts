import type { Clock } from '../base/clock.ts'
import type { TokenBucket } from '../stability/token-bucket.ts'
import type { Usage } from './counting.ts'
import { FunctionCount } from './function-count.ts'

/** What runs in one account and region. */
export class AccountPool {
  running = 0
  unreservedRunning = 0
  /** Of all functions without a reservation together. */
  requests?: TokenBucket
  readonly mappings = new Map<string, number>()
  readonly #clock: Clock
  readonly #functions = new Map<string, FunctionCount>()
  #hand: Iterator<[string, FunctionCount]>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#hand = this.#functions.entries()
  }

  function(name: string): FunctionCount {
    let count = this.#functions.get(name)
    if (!count) {
      this.#forgetSome()
      this.#functions.set(name, (count = new FunctionCount(this.#clock)))
    }
    return count
  }

  usage(): Usage {
    const byFunction = new Map<string, number>()
    for (const [name, { running }] of this.#functions) if (running > 0) byFunction.set(name, running)
    return { running: this.running, unreservedRunning: this.unreservedRunning, byFunction }
  }

  /** Two a newcomer: what is remembered follows what is used, and no decision ever walks the whole. */
  #forgetSome(): void {
    for (let visit = 0; visit < 2; visit++) {
      const next = this.#hand.next()
      if (next.done) this.#hand = this.#functions.entries()
      else if (next.value[1].idleForLong) this.#functions.delete(next.value[0])
    }
  }
}
