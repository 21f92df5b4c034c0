import type { Clock } from '../base/clock.ts'
import type { ExecutionEnvironment } from './environment.ts'

/** Memory of the busy is looked at, and the idle are frozen after so long. */
const roundMs = 100

/** One timer for all environments of a worker; none while all of them are frozen. */
export class Rounds {
  #clock: Clock
  #awake = new Set<ExecutionEnvironment>()
  #going = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** To be told with every change of phase. */
  watch(environment: ExecutionEnvironment): void {
    if (environment.phase === 'gone') return void this.#awake.delete(environment)
    this.#awake.add(environment)
    if (!this.#going) this.#next()
  }

  #next(): void {
    this.#going = true
    this.#clock.after(roundMs, () => {
      for (const environment of this.#awake) this.#visit(environment)
      this.#going = false
      if (this.#awake.size > 0) this.#next()
    })
  }

  #visit(environment: ExecutionEnvironment): void {
    if (environment.phase === 'busy') environment.inspect()
    else if (environment.phase === 'idle' && this.#clock.tick() - environment.phaseSince >= roundMs) {
      environment.inspect()
      environment.freeze()
    }
    if (environment.phase === 'frozen' || environment.phase === 'gone') this.#awake.delete(environment)
  }
}
