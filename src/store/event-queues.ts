/** An event that is to be kept: bytes with a head, in one of the queues. */
export interface NewEvent {
  queue: string
  /** Of the request; the same over all attempts. */
  id: string
  /** JSON text: whose it is and how it came; read by whoever dispatches it. */
  head: string
  payload: Uint8Array
  /** Milliseconds since the epoch. */
  acceptedAt: number
}

export interface QueuedEvent extends Omit<NewEvent, 'queue'> {
  /** Grows with every event that is kept, over all queues. */
  position: number
  /** How often the function has run and failed. */
  attempts: number
  /** What was kept of its last attempt. */
  last?: Uint8Array
}

/** To be read again from a moment on. */
export interface Retry {
  position: number
  attempts: number
  /** Milliseconds since the epoch. */
  dueAt: number
  /** Comes back with the event. */
  last?: Uint8Array
}

/** How much is read at once. */
export interface Portion {
  max: number
  /** Of payloads; one event comes however large it is. */
  bytes?: number
  /** Positions to pass over, at little cost: they are in memory. */
  but?: { has(position: number): boolean }
}

/** The oldest behind a position; or the newest, those between two positions. */
export type Stretch = { after: number } | { newest: true; after?: number; before?: number }

export interface Settlement {
  done?: readonly number[]
  retries?: readonly Retry[]
  /** Ready again at once, in another queue: events of somebody who must not hold up the others of this one. */
  moves?: { positions: readonly number[]; to: string }
}

export interface QueueView {
  queue: string
  depth: number
  /** Of these, how many wait for a later moment. */
  delayed: number
  oldestAcceptedAt?: number
}

/** Somebody else owns the queue by now: what was decided on the old lease is not kept. */
export class FenceRefused extends Error {
  override name = 'FenceRefused'
}

/** Durable queues of events with one owner each: reading costs no write, and settling is a batch. */
export interface EventQueues {
  /** Resolves once all of them are durable, rejects when none is. Those of one turn share a commit. */
  append(events: readonly NewEvent[]): Promise<void>
  /** From now on settlements with a smaller fence are refused. Throws FenceRefused when this one is smaller. */
  claim(queue: string, fence: number): void
  /** Never tried or moved here, oldest or newest first. Those that are being worked on are among them. */
  ready(queue: string, want: Stretch & Portion): QueuedEvent[]
  /** Retries whose moment has come, in its order. Those that are being worked on are among them. */
  due(queue: string, want: { now: number } & Portion): QueuedEvent[]
  /** When the first retry of a queue that is not due yet will be. */
  nextDueAt(queue: string, now: number): number | undefined
  /** No retry of the queue is due later than this: the clock has gone back since then. Throws FenceRefused. */
  hasten(queue: string, fence: number, latest: number): void
  /**
   * All or nothing, kept when it returns: by a process that dies then, too. A power cut may take it back, but nothing that
   * was appended. Throws FenceRefused.
   */
  settle(queue: string, fence: number, settlement: Settlement): void
  /** Those that hold events. */
  views(): QueueView[]
  depth(queue: string): number
  close(): void
}
