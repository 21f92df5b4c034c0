import { readHead } from '../../async-plane/async-plane.ts'
import type { Clock, Timer } from '../../base/clock.ts'
import type { HeldLease, LeaseKeeper } from '../../leases/leases.ts'
import { isExpressLane } from '../../queues/queues.ts'
import { type EventQueues, FenceRefused, type Portion, type QueuedEvent, type Retry } from '../../store/event-queues.ts'
import { type HeldEvent, staleMs } from './held-event.ts'
import { NewestFirst } from './newest-first.ts'
import { type End, ReadAhead } from './read-ahead.ts'

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
const heldMax = { shared: { max: 512, bytes: 16 * 1024 * 1024 }, own: { max: 64, bytes: 2 * 1024 * 1024 } }
const readMax = 64
/** A store that could not keep something is asked again. */
const settleRetryMs = 1_000
/** What is settled within so long shares a commit. */
const settleMs = 5
/** At so many renewals in a row nothing had moved. */
const stillMax = 3
const leaseRetryMs = 1_000
/** No retry waits longer; whichever would, was put off before the clock went back. */
const retryWaitMsMax = 120_000

/** Owns one queue by a lease: reads ahead into bounded memory, and settles in batches under its fence. */
export class QueueReader {
  readonly queue: string
  readonly #parts: QueueReaderParts
  readonly #batching: Clock
  #lease: HeldLease | undefined
  readonly #held: ReadAhead
  readonly #newest = new NewestFirst()
  #cursor = 0
  /** The oldest events have waited for long. */
  #stale = false
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
    this.#held = new ReadAhead(isExpressLane(parts.queue) ? heldMax.own : heldMax.shared)
  }

  /** By what it owns the queue; undefined when that is another's by now. */
  get lease(): Pick<HeldLease, 'owner' | 'fence'> | undefined {
    return this.#lease
  }

  /** Asked before an event is begun. False: whoever owns the queue by now has read it, or will. */
  owns(): boolean {
    return this.#lease?.confirm() ?? false
  }

  get held(): number {
    return this.#held.size
  }

  /** Reads what there is room for; takes the lease first when it has none. */
  read(): void {
    if (this.#closed || !(this.#lease ??= this.#acquire())) return
    const { clock, queues } = this.#parts
    this.#takeIn(queues.due(this.queue, { now: clock.now(), ...this.#room('oldest') }), 'oldest')
    if (this.#stale) this.#takeIn(this.#newest.read(queues, this.queue, this.#room('newest')), 'newest')
    this.#readOldest()
    this.#wakeForRetries()
  }

  done({ position }: HeldEvent): void {
    this.#done.push(position)
    this.#settleSoon()
  }

  retry({ position }: HeldEvent, retry: Omit<Retry, 'position'>): void {
    this.#retries.push({ position, ...retry })
    this.#settleSoon()
  }

  /** To a queue of their own: they are not run from here any more. */
  moveAway(events: readonly HeldEvent[], to: string): boolean {
    if (!this.#commit({ moves: { positions: events.map(({ position }) => position), to } })) return false
    for (const { position } of events) this.#held.forget(position)
    return true
  }

  /** Older events have come in from another queue. */
  rewind(): void {
    this.#cursor = 0
    this.#newest.rewind()
  }

  close(): void {
    this.#settle()
    this.#closed = true
    this.#settling?.cancel()
    this.#waking?.cancel()
    this.#lease?.release()
    this.#lease = undefined
  }

  /** While the oldest have waited for long, the newest have a half: they are still of use to somebody. */
  #room(end: End): Portion {
    return this.#held.room(end, readMax, this.#stale)
  }

  #readOldest(): void {
    const { clock, queues } = this.#parts
    const room = this.#room('oldest')
    if (room.max <= 0) return
    const oldest = queues.ready(this.queue, { after: this.#cursor, ...room })
    const [first] = oldest
    this.#stale = first !== undefined && clock.now() - first.acceptedAt > staleMs
    this.#takeIn(oldest, 'oldest')
    if (first) this.#cursor = oldest.at(-1)!.position
  }

  #takeIn(events: readonly QueuedEvent[], end: End): void {
    // It may have been lost a moment ago, with the events before these.
    if (!this.#lease) return
    const moves = new Map<string, number[]>()
    for (const { head, ...event } of events) {
      const taken = this.#parts.take({ ...event, head: readHead(head), reader: this })
      if (taken) moves.set(taken.moveTo, [...(moves.get(taken.moveTo) ?? []), event.position])
      else this.#held.add(event, end)
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
    for (const position of [...done, ...retries.map((retry) => retry.position)]) this.#held.forget(position)
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

  #acquire(): HeldLease | undefined {
    const { leases } = this.#parts
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
    if (lease && this.#claim(lease)) return lease
    this.#wakeAfter(leaseRetryMs)
    return undefined
  }

  #claim(lease: HeldLease): boolean {
    try {
      this.#parts.queues.claim(this.queue, lease.fence)
      return true
    } catch (error) {
      lease.release()
      this.#parts.complain(error)
      return false
    }
  }

  /** What is in memory may run, but nothing that comes of it is kept: whoever owns the queue reads it again. */
  #lose(): void {
    this.#lease?.release()
    this.#lease = undefined
    this.#held.clear()
    this.rewind()
    this.#parts.onLost(this)
    this.#wakeAfter(leaseRetryMs)
  }

  #wakeForRetries(): void {
    const now = this.#parts.clock.now()
    this.#hasten(now + retryWaitMsMax)
    // What is due already is in memory, or has no room there until something is settled.
    const dueAt = this.#parts.queues.nextDueAt(this.queue, now)
    if (dueAt !== undefined) this.#wakeAfter(dueAt - now)
  }

  #hasten(latest: number): void {
    try {
      if (this.#lease) this.#parts.queues.hasten(this.queue, this.#lease.fence, latest)
    } catch (error) {
      if (error instanceof FenceRefused) this.#lose()
      else this.#parts.complain(error)
    }
  }

  #wakeAfter(ms: number): void {
    this.#waking?.cancel()
    if (!this.#closed) this.#waking = this.#parts.clock.after(ms, () => this.read())
  }
}
