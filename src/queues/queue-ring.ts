import type { Choice } from './queues.ts'
import { candidatesOf } from './shuffle-shard.ts'

const nameOf = (at: number): string => `shared-${String(at).padStart(3, '0')}`

/** The shared queues: those that take events, and those that did and have some left. */
export class QueueRing {
  #taking: string[] = []
  readonly #draining = new Set<string>()

  constructor(count: number) {
    this.resize(count)
  }

  get taking(): readonly string[] {
    return this.#taking
  }

  get queues(): string[] {
    return [...this.#taking, ...this.#draining]
  }

  /** What is too much takes nothing from now on; what it has left is read still. */
  resize(count: number): void {
    const before = this.#taking
    this.#taking = Array.from({ length: count }, (_, at) => nameOf(at))
    for (const queue of before.slice(count)) this.#draining.add(queue)
    for (const queue of this.#taking) this.#draining.delete(queue)
  }

  /** One that an earlier process has left. */
  remember(queue: string): void {
    if (!this.#taking.includes(queue)) this.#draining.add(queue)
  }

  retire(queue: string): void {
    this.#draining.delete(queue)
  }

  /** The shallower of a key's two queues takes the event. */
  choose(key: string, depthOf: (queue: string) => number): Pick<Choice, 'queue' | 'depths'> {
    const [one, other] = candidatesOf(key, this.#taking.length).map((at) => this.#taking[at]!) as [string, string]
    const depths = { [one]: depthOf(one), [other]: depthOf(other) }
    return { queue: depths[other]! < depths[one]! ? other : one, depths }
  }
}
