import { ExpressLanes } from './express-lanes.ts'
import { QueueRing } from './queue-ring.ts'

export { candidatesOf } from './shuffle-shard.ts'

/** Which queue takes an event, and why. */
export interface Choice {
  queue: string
  why: 'shallower of two' | 'express lane'
  /** Of those that came into question. */
  depths?: Readonly<Record<string, number>>
}

export interface QueueFinderOptions {
  /** How many shared queues there are. */
  shared: number
  /** How many keys may have a queue of their own. */
  expressMax: number
}

/** Finds a queue for each key's events. Knows nothing of what the events are. */
export interface QueueFinder {
  choose(key: string, depthOf: (queue: string) => number): Choice
  /** All that may hold events: the shared ones, and the lanes. */
  readonly queues: readonly string[]
  /** From now on the key has a queue of its own, which is answered; undefined when there are too many already. */
  separate(key: string): string | undefined
  /** A lane that was found with events in it: after a restart. */
  remember(queue: string): void
  /** A lane's key goes back to the shared queues, once the lane is empty. */
  rejoin(queue: string): void
}

export function openQueueFinder({ shared, expressMax }: QueueFinderOptions): QueueFinder {
  const ring = new QueueRing(shared)
  const lanes = new ExpressLanes(expressMax)
  return {
    choose(key, depthOf) {
      const lane = lanes.of(key)
      return lane ? { queue: lane, why: 'express lane' } : { ...ring.choose(key, depthOf), why: 'shallower of two' }
    },
    get queues() {
      return [...ring.queues, ...lanes.queues]
    },
    separate: (key) => lanes.open(key),
    remember: (queue) => lanes.remember(queue),
    rejoin: (queue) => lanes.close(queue),
  }
}

/** Whether a queue belongs to one key alone. */
export { isExpressLane } from './express-lanes.ts'
