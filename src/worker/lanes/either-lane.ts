import type { Adoption, InvokeHead } from './lane.ts'
import type { LaneListener, RuntimeLane } from './runtime-lane.ts'

/**
 * A managed runtime whose place somebody else may take: an extension or a wrapped program that speaks the Runtime API for
 * it, as adapters of web servers do. Who is ready first is the runtime.
 */
export class EitherLane implements RuntimeLane {
  #lanes: readonly RuntimeLane[]
  #chosen: RuntimeLane | undefined

  constructor(...lanes: RuntimeLane[]) {
    this.#lanes = lanes
  }

  listen(listener: LaneListener): void {
    for (const lane of this.#lanes) {
      const choose = () => {
        this.#chosen ??= lane
        return this.#chosen === lane
      }
      lane.listen({
        ...listener,
        initialised: () => choose() && listener.initialised(),
        initFailed: (error, errorType) => choose() && listener.initFailed(error, errorType),
      })
    }
  }

  adopt(adoption: Adoption): void {
    for (const lane of this.#lanes) lane.adopt(adoption)
  }

  invoke(head: InvokeHead, event: Uint8Array): void {
    this.#chosen?.invoke(head, event)
  }

  pause(): void {
    this.#chosen?.pause()
  }

  resume(): void {
    this.#chosen?.resume()
  }

  close(): void {
    for (const lane of this.#lanes) lane.close()
  }
}
