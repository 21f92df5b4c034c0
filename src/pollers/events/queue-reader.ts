import { readHead } from '../../async-plane/async-plane.ts'
import type { Clock, Timer } from '../../base/clock.ts'
import type { HeldLease, LeaseKeeper } from '../../leases/leases.ts'
import { isExpressLane } from '../../queues/queues.ts'
import { type EventQueues, FenceRefused, type QueuedEvent, type Retry } from '../../store/event-queues.ts'
import type { HeldEvent } from './held-event.ts'

export interface QueueReaderParts {
  queue: string
  clock: Clock
  batching?: Clock
  leases: LeaseKeeper
  queues: EventQueues
  /** Takes an event in, or tells which queue it belongs to instead. */
  take: (event: HeldEvent) => { moveTo: string } | undefined
  /** Whether anything of what it took runs, or rests on purpose. */
  working: () => boolean
  /** The queue is another's: what was taken is not to be run any more. */
  onLost: (reader: QueueReader) => void
  complain: (error: unknown) => void
}

/** Read ahead no further: the rest is safe on disk. Many functions may have queues of their own. */
const held = { shared: { max: 512, bytes: 16 * 1024 * 1024 }, own: { max: 64, bytes: 2 * 1024 * 1024 } }
const readMax = 64
/** A store that could not keep something is asked again. */
const settleRetryMs = 1_000
/** What is settled within so long shares a commit. */
const settleMs = 5
/** Older than this, and the newest ones get a part of what is read: they are still of use to somebody. */
const staleMs = 60_000
/** At so many renewals in a row nothing had moved. */
const stillMax = 3
const leaseRetryMs = 1_000

/** Owns one queue by a lease: reads ahead into bounded memory, and settles in batches under its fence. */
export class QueueReader {
  readonly queue: string
  readonly #parts: QueueReaderParts
  readonly #batching: Clock
  #lease: HeldLease | undefined
  /** Positions that are in memory. */
  readonly #held = new Map<number, number>()
  #heldBytes = 0
  #cursor = 0
  #done: number[] = []
  #retries: Retry[] = []
  #settling: Timer | undefined
  #waking: Timer | undefined
  #settled = 0
  #closed = false

  constructor(parts: QueueReaderParts) {
    this.#parts = parts
    this.#batching = parts.batching ?? parts.clock
    this.queue = parts.queue
  }

  /** Of the lease that it owns the queue by. */
  get fence(): number {
    return this.#lease?.fence ?? 0
  }

  get held(): number {
    return this.#held.size
  }

  /** Reads what there is room for; takes the lease first when it has none. */
  read(): void {
    if (this.#closed || !(this.#lease ??= this.#acquire())) return
    const { clock, queues } = this.#parts
    const room = this.#room()
    if (room > 0) {
      this.#takeIn(queues.due(this.queue, { now: clock.now(), max: room + this.#held.size }))
      this.#readReady()
    }
    this.#wakeForRetries()
  }

  done({ position }: HeldEvent): void {
    this.#done.push(position)
    this.#settleSoon()
  }

  retry({ position }: HeldEvent, attempts: number, dueAt: number): void {
    this.#retries.push({ position, attempts, dueAt })
    this.#settleSoon()
  }

  /** To a queue of their own: they are not run from here any more. */
  moveAway(events: readonly HeldEvent[], to: string): boolean {
    if (!this.#commit({ moves: { positions: events.map(({ position }) => position), to } })) return false
    for (const { payload, position } of events) this.#forget(position, payload.length)
    return true
  }

  /** Older events have come in from another queue. */
  rewind(): void {
    this.#cursor = 0
  }

  close(): void {
    this.#settle()
    this.#closed = true
    this.#settling?.cancel()
    this.#waking?.cancel()
    this.#lease?.release()
    this.#lease = undefined
  }

  #room(): number {
    const { bytes, max } = isExpressLane(this.queue) ? held.own : held.shared
    return this.#heldBytes > bytes ? 0 : Math.min(readMax, max - this.#held.size)
  }

  #readReady(): void {
    const { clock, queues } = this.#parts
    const room = this.#room()
    if (room <= 0) return
    const oldest = queues.ready(this.queue, { after: this.#cursor, max: room })
    const stale = oldest.length === room && clock.now() - oldest[0]!.acceptedAt > staleMs
    const wanted = stale ? oldest.slice(0, Math.ceil(room / 2)) : oldest
    this.#takeIn(wanted)
    if (wanted.length > 0) this.#cursor = wanted.at(-1)!.position
    if (stale) this.#takeIn(queues.ready(this.queue, { newest: Math.floor(room / 2) }))
  }

  #takeIn(events: readonly QueuedEvent[]): void {
    const moves = new Map<string, number[]>()
    for (const { head, ...event } of events) {
      if (this.#held.has(event.position)) continue
      const taken = this.#parts.take({ ...event, head: readHead(head), reader: this })
      if (taken) moves.set(taken.moveTo, [...(moves.get(taken.moveTo) ?? []), event.position])
      else {
        this.#held.set(event.position, event.payload.length)
        this.#heldBytes += event.payload.length
      }
    }
    for (const [to, positions] of moves) if (!this.#commit({ moves: { positions, to } })) this.rewind()
  }

  #settleSoon(): void {
    this.#settling ??= this.#batching.after(settleMs, () => this.#settle())
  }

  #settle(): void {
    this.#settling?.cancel()
    this.#settling = undefined
    if (this.#done.length + this.#retries.length === 0) return
    const [done, retries] = [this.#done, this.#retries]
    this.#done = []
    this.#retries = []
    if (!this.#commit({ done, retries })) {
      if (!this.#lease) return
      // Nothing of it is kept yet.
      this.#done.unshift(...done)
      this.#retries.unshift(...retries)
      this.#settling = this.#batching.after(settleRetryMs, () => this.#settle())
      return
    }
    this.#settled += done.length + retries.length
    for (const position of [...done, ...retries.map((retry) => retry.position)]) this.#forget(position)
    this.read()
  }

  /** False when it was not kept; without a lease afterwards, the queue is another's by now. */
  #commit(settlement: Parameters<EventQueues['settle']>[2]): boolean {
    if (!this.#lease) return false
    try {
      this.#parts.queues.settle(this.queue, this.#lease.fence, settlement)
      return true
    } catch (error) {
      if (error instanceof FenceRefused) this.#lose()
      else this.#parts.complain(error)
      return false
    }
  }

  #forget(position: number, bytes = this.#held.get(position) ?? 0): void {
    if (this.#held.delete(position)) this.#heldBytes -= bytes
  }

  #acquire(): HeldLease | undefined {
    const { leases, queues } = this.#parts
    let settledBefore = this.#settled
    let stillFor = 0
    const lease = leases.hold(`queue/${this.queue}`, {
      // A function may take its time; an owner that holds events while nothing is done with them is stuck.
      progresses: () => {
        const moves = this.#settled !== settledBefore || this.#held.size === 0 || this.#parts.working()
        settledBefore = this.#settled
        stillFor = moves ? 0 : stillFor + 1
        return stillFor < stillMax
      },
      onLost: () => this.#lose(),
    })
    if (lease) queues.claim(this.queue, lease.fence)
    else this.#wakeAfter(leaseRetryMs)
    return lease
  }

  /** What is in memory may run, but nothing that comes of it is kept: whoever owns the queue reads it again. */
  #lose(): void {
    this.#lease?.release()
    this.#lease = undefined
    this.#held.clear()
    this.#heldBytes = 0
    this.#cursor = 0
    this.#parts.onLost(this)
    this.#wakeAfter(leaseRetryMs)
  }

  #wakeForRetries(): void {
    const now = this.#parts.clock.now()
    // What is due already is in memory, or has no room there until something is settled.
    const dueAt = this.#parts.queues.nextDueAt(this.queue, now)
    if (dueAt !== undefined) this.#wakeAfter(dueAt - now)
  }

  #wakeAfter(ms: number): void {
    this.#waking?.cancel()
    if (!this.#closed) this.#waking = this.#parts.clock.after(ms, () => this.read())
  }
}
