import type { EventHead } from '../../async-plane/async-plane.ts'
import type { QueuedEvent } from '../../store/event-queues.ts'
import type { QueueReader } from './queue-reader.ts'

/** An event in memory, with the reader that will settle it. */
export interface HeldEvent extends Omit<QueuedEvent, 'head'> {
  head: EventHead
  reader: QueueReader
}

/** Older than this, and something was away, or is too slow: then the newest events have a half of what there is. */
export const staleMs = 60_000
