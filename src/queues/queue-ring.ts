import type { Choice } from './queues.ts'
import { candidatesOf } from './shuffle-shard.ts'

/** The shared queues. */
export class QueueRing {
  readonly queues: readonly string[]

  constructor(count: number) {
    this.queues = Array.from({ length: count }, (_, at) => `shared-${String(at).padStart(3, '0')}`)
  }

  /** The shallower of a key's two queues takes the event. */
  choose(key: string, depthOf: (queue: string) => number): Pick<Choice, 'queue' | 'depths'> {
    const [one, other] = candidatesOf(key, this.queues.length).map((at) => this.queues[at]!) as [string, string]
    const depths = { [one]: depthOf(one), [other]: depthOf(other) }
    return { queue: depths[other]! < depths[one]! ? other : one, depths }
  }
}
