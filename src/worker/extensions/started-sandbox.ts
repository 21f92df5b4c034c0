import type { Clock } from '../../base/clock.ts'
import type { LaneChannel } from '../lanes/fast-lane.ts'
import type { Exit, Fitting, Sandbox, Usage } from '../sandbox/sandbox.ts'

/** What the runtime said before its end may still be in the pipes when the starter tells of that end. */
const drainMs = 20

/** A sandbox whose first program starts the runtime: it ends, for its session, when the runtime does. */
export class StartedSandbox implements Sandbox {
  readonly id: string
  readonly lane: LaneChannel
  readonly variables: Readonly<Record<string, string>>
  #inner: Sandbox
  #clock: Clock
  #exit: Exit | undefined
  #listeners: ((exit: Exit) => void)[] = []

  constructor(inner: Sandbox, clock: Clock) {
    this.id = inner.id
    this.lane = inner.lane
    this.variables = inner.variables
    this.#inner = inner
    this.#clock = clock
    inner.onExit((exit) => this.#tell(exit))
  }

  runtimeExited(exit: Exit): void {
    this.#clock.after(drainMs, () => this.#tell(exit))
  }

  onOutput(listener: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void): void {
    this.#inner.onOutput(listener)
  }

  onExit(listener: (exit: Exit) => void): void {
    if (this.#exit) listener(this.#exit)
    else this.#listeners.push(listener)
  }

  kill(): void {
    this.#inner.kill()
  }

  freeze(): void {
    this.#inner.freeze()
  }

  thaw(): void {
    this.#inner.thaw()
  }

  usage(): Usage {
    return this.#inner.usage()
  }

  promote(): void {
    this.#inner.promote()
  }

  fit(fitting: Fitting): Promise<void> {
    return this.#inner.fit(fitting)
  }

  dispose(): Promise<void> {
    return this.#inner.dispose()
  }

  #tell(exit: Exit): void {
    if (this.#exit) return
    this.#exit = exit
    for (const listener of this.#listeners) listener(exit)
  }
}
