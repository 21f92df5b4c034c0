import type { Clock } from '../base/clock.ts'
import type { RequestId } from '../base/identity.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Scope } from '../lambda/arn.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { QueueFinder } from '../queues/queues.ts'
import type { EventQueues } from '../store/event-queues.ts'
import type { EventJourneys } from '../telemetry/telemetry.ts'
import { EventIngestion } from './event-ingestion.ts'

/** An invocation that nobody waits for. */
export interface AsyncEvent extends Scope {
  requestId: RequestId
  functionName: string
  /** As it was invoked: it decides which configuration holds. */
  qualifier?: string
  /** JSON text as it came. */
  payload: Uint8Array
  /** Decoded JSON text. */
  clientContext?: string
  traceId?: string
  tenantId?: string
  /** Milliseconds since the epoch, when it was accepted before, by somebody who hands it on. */
  acceptedAt?: number
}

export type Acceptance =
  | { accepted: true }
  /** `notKept`: nothing is wrong with the event; whoever has another place for it may keep it there. */
  | { accepted: false; because: Refusal; notKept?: true }

/** Answers once the event is durable, or with why it will never be. */
export interface EventAcceptor {
  accept(event: AsyncEvent): Promise<Acceptance>
}

export interface AsyncPlaneParts {
  catalog: Catalog
  clock: Clock
  queues: EventQueues
  finder: QueueFinder
  journeys?: EventJourneys
  /** Told after each append, by queue. */
  onAppended: (queue: string) => void
}

/** Validates, chooses a queue, appends. */
export const openAsyncPlane = (parts: AsyncPlaneParts): EventAcceptor => new EventIngestion(parts)

export { connectAcceptor, serveAcceptor } from './acceptor-link.ts'
export { EventDestinations } from './destinations/event-destinations.ts'
export type { Parcel, Target } from './destinations/target.ts'
export { type EventHead, keyOf, readHead } from './event-head.ts'
export type { Destinations, EventOutcome } from './outcome.ts'
export { Spool, type SpoolParts } from './spool.ts'
export { validatingAcceptor } from './validating-acceptor.ts'
