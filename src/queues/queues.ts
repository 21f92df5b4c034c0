import { ExpressLanes, isExpressLane } from './express-lanes.ts'
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
  /** How many shared queues there are at first. */
  shared: number
  /** How many keys may have a queue of their own. */
  expressMax: number
}

/** Finds a queue for each key's events. Knows nothing of what the events are. */
export interface QueueFinder {
  choose(key: string, depthOf: (queue: string) => number): Choice
  /** All that may hold events: the shared ones, those that drain, and the lanes. */
  readonly queues: readonly string[]
  /** The shared ones that take events. */
  readonly shared: readonly string[]
  /** So many shared queues take events from now on; what others have left is to be drained. */
  resize(shared: number): void
  /** From now on the key has a queue of its own, which is answered; undefined when there are too many already. */
  separate(key: string): string | undefined
  /** One that was found with events in it: after a restart. */
  remember(queue: string): void
  /** An empty queue that is not needed is given up: a lane's key goes back to the shared ones. False: it takes events. */
  retire(queue: string): boolean
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
    get shared() {
      return ring.taking
    },
    resize: (count) => ring.resize(count),
    separate: (key) => lanes.open(key),
    remember(queue) {
      if (isExpressLane(queue)) lanes.remember(queue)
      else ring.remember(queue)
    },
    retire(queue) {
      if (ring.taking.includes(queue)) return false
      lanes.close(queue)
      ring.retire(queue)
      return true
    },
  }
}

/** Whether a queue belongs to one key alone. */
export { isExpressLane } from './express-lanes.ts'
export { type RingLimits, RingScale } from './ring-scale.ts'
