import type { Destinations } from '../async-plane/async-plane.ts'
import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { LeaseKeeper } from '../leases/leases.ts'
import type { QueueFinder, RingLimits } from '../queues/queues.ts'
import type { EventQueues } from '../store/event-queues.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'
import type { EventJourneys } from '../telemetry/telemetry.ts'
import { EventPollers } from './events/event-pollers.ts'
import type { RecoveryView } from './events/recovery.ts'
import type { ReadVitals } from './events/vitals.ts'

export interface EventPollerParts {
  catalog: Catalog
  clock: Clock
  /** For what is settled together a moment later; absent: the same. */
  batching?: Clock
  journeys?: EventJourneys
  random: Random
  leases: LeaseKeeper
  queues: EventQueues
  finder: QueueFinder
  /** Between which the number of shared queues follows the load; absent: it stays as it is. */
  ring?: RingLimits
  invoker: Invoker
  destinations: Destinations
  /** Of those who run functions; absent: they can be asked for whatever there is, as on virtual time. */
  vitals?: ReadVitals
  complain: (error: unknown) => void
}

/** What drains the queues of the async plane. */
export interface RunningPollers {
  /** Something was appended to this queue. */
  wake(queue: string): void
  /** For people: what is held in memory, by function. */
  views(): { key: string; waiting: number; running: number; window: number; oldestAcceptedAt?: number }[]
  /** How fast events are started, and why no faster. */
  readonly recovery: RecoveryView
  /** What came of events since the start. */
  readonly counts: Readonly<EventCounts>
  /** Waits for what runs; what has not run stays in its queue. */
  close(): Promise<void>
}

export interface EventCounts {
  succeeded: number
  failed: number
  expired: number
  throttled: number
  /** Of functions that are gone. */
  dropped: number
}

export type { ReadVitals, Vitals } from './events/vitals.ts'
export { MappingFleet } from './mappings/mapping-fleet.ts'
export type { MappingCounts, MappingPoller, TellBatch } from './mappings/mapping-poller.ts'
export { SqsPoller } from './sqs/sqs-poller.ts'
export { failureRecord } from './streams/failure-record.ts'
export { StreamPoller } from './streams/stream-poller.ts'

export const openEventPollers = (parts: EventPollerParts): RunningPollers => new EventPollers(parts)
