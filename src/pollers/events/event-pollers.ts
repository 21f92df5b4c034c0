import { type EventOutcome, keyOf } from '../../async-plane/async-plane.ts'
import { functionArn } from '../../lambda/arn.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import { extendLineage } from '../../lambda/trace-lineage.ts'
import { isExpressLane } from '../../queues/queues.ts'
import { FairShare } from '../../stability/fair-share.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import type { EventHop } from '../../telemetry/telemetry.ts'
import type { EventCounts, EventPollerParts, RunningPollers } from '../pollers.ts'
import { attemptEnd } from './attempt-end.ts'
import { FunctionLane } from './function-lane.ts'
import type { HeldEvent } from './held-event.ts'
import { judgeAttempt, settingsOf } from './judge-attempt.ts'
import { QueueReader } from './queue-reader.ts'
import { Window } from './window.ts'

/** Of one function, from queues that it shares with others; what is more gets a queue of its own. */
const sharedWaitingMax = 64
/** And of one that is busy, or turned down. */
const restingWaitingMax = 4
const calmMs = 60_000

/** Reads the queues that it owns, and runs what is in them: in turn by function, and no more at once than the planes take. */
export class EventPollers implements RunningPollers {
  readonly counts: EventCounts = { succeeded: 0, failed: 0, expired: 0, throttled: 0, dropped: 0 }
  readonly #parts: EventPollerParts
  readonly #readers = new Map<string, QueueReader>()
  readonly #lanes = new Map<string, FunctionLane>()
  readonly #turns = new FairShare<FunctionLane>()
  readonly #window = new Window(16, 512)
  readonly #running = new Set<Promise<void>>()
  readonly #woken = new Set<string>()
  readonly #calming = new Set<string>()
  #executing = 0
  #delivering = 0
  #closed = false

  constructor(parts: EventPollerParts) {
    this.#parts = parts
    for (const { queue } of parts.queues.views()) parts.finder.remember(queue)
    const found = parts.queues.views().map(({ queue }) => queue)
    for (const queue of new Set([...parts.finder.queues, ...found])) this.#reader(queue).read()
  }

  wake(queue: string): void {
    // Those of one commit wake it once.
    if (this.#woken.size === 0) queueMicrotask(() => this.#readWoken())
    this.#woken.add(queue)
  }

  views() {
    return [...this.#lanes.values()].map(({ key, waiting, running, window }) => ({ key, waiting, running, window }))
  }

  async close(): Promise<void> {
    this.#closed = true
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
    for (const reader of this.#readers.values()) reader.close()
  }

  #readWoken(): void {
    const woken = [...this.#woken]
    this.#woken.clear()
    if (this.#closed) return
    for (const queue of woken) this.#reader(queue).read()
  }

  #reader(queue: string): QueueReader {
    let reader = this.#readers.get(queue)
    if (!reader) {
      reader = new QueueReader({
        ...this.#parts,
        queue,
        take: (event) => this.#take(event),
        working: () =>
          this.#executing + this.#delivering > 0 || [...this.#lanes.values()].some((lane) => lane.restMs > 0),
        onLost: (lost) => this.#lanes.forEach((lane) => lane.forget(lost)),
      })
      this.#readers.set(queue, reader)
    }
    return reader
  }

  #take(event: HeldEvent): { moveTo: string } | undefined {
    const lane = this.#lane(keyOf(event.head))
    const moveTo = this.#ownQueueOf(lane, event)
    if (moveTo !== undefined && moveTo !== event.reader.queue) {
      // It is read again there, from its beginning, once it has been moved.
      this.#reader(moveTo).rewind()
      this.wake(moveTo)
      return { moveTo }
    }
    lane.add(event)
    this.#want(lane)
    return undefined
  }

  /** A function with much in memory goes on in a queue of its own, so that the others of this one get their turn. */
  #ownQueueOf(lane: FunctionLane, { reader }: HeldEvent): string | undefined {
    const most = lane.restMs > 0 ? restingWaitingMax : sharedWaitingMax
    if (isExpressLane(reader.queue) || lane.waiting < most) return undefined
    return this.#parts.finder.separate(lane.key)
  }

  #lane(key: string): FunctionLane {
    let lane = this.#lanes.get(key)
    if (!lane) this.#lanes.set(key, (lane = new FunctionLane(key, this.#parts.clock, this.#parts.random)))
    return lane
  }

  #want(lane: FunctionLane): void {
    if (!lane.ready) return
    if (this.#turns.size === 0) queueMicrotask(() => this.#pump())
    this.#turns.want(lane)
  }

  #pump(): void {
    while (!this.#closed && this.#executing < this.#window.size) {
      const lane = this.#turns.next()
      if (!lane) return
      if (!lane.ready) continue
      this.#executing++
      const run = this.#run(lane, lane.start()).catch(this.#parts.complain)
      this.#running.add(run)
      void run.finally(() => this.#running.delete(run))
      if (lane.ready) this.#turns.want(lane)
    }
  }

  async #run(lane: FunctionLane, event: HeldEvent): Promise<void> {
    const { catalog, clock } = this.#parts
    const settings = settingsOf(catalog, event.head)
    const ageMs = clock.now() - event.acceptedAt
    if (settings.turnedOff) return await this.#over(lane, event, { condition: 'ZeroReservedConcurrency' })
    if (ageMs >= settings.ageMsMax) return await this.#over(lane, event, { condition: 'EventAgeExceeded' })
    this.#note(event, { hop: 'attempted', queue: event.reader.queue, fence: event.reader.fence })
    const result = await this.#invoke(event)
    const attempts = event.attempts + 1
    const verdict = judgeAttempt(result, settings, { attempts, ageMs: clock.now() - event.acceptedAt })
    if (verdict.is !== 'not run')
      this.#note(event, attemptEnd(result, verdict.is === 'retry' ? verdict.afterMs : undefined))
    switch (verdict.is) {
      case 'over':
        return await this.#over(lane, event, { condition: verdict.condition, result })
      case 'retry':
        event.reader.retry(event, attempts, clock.now() + verdict.afterMs)
        return this.#ended(lane)
      case 'gone':
        this.counts.dropped++
        this.#note(event, { hop: 'settled', queue: event.reader.queue, outcome: 'dropped' })
        this.#parts.complain(new Error(`event ${event.id} is dropped: ${verdict.because.message}`))
        event.reader.done(event)
        return this.#ended(lane)
      case 'not run':
        return this.#refused(lane, event, verdict.because)
    }
  }

  async #invoke({ head, payload }: HeldEvent): Promise<InvocationResult> {
    try {
      return await this.#parts.invoker.invoke({ ...head, payload, way: 'event' })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return { ran: false, because: { exception: 'ServiceException', message } }
    }
  }

  async #over(
    lane: FunctionLane,
    event: HeldEvent,
    { condition, result }: Pick<EventOutcome, 'condition'> & { result?: InvocationResult },
  ): Promise<void> {
    this.#ended(lane)
    if (condition === 'Success') this.counts.succeeded++
    else if (condition === 'EventAgeExceeded') this.counts.expired++
    else this.counts.failed++
    const response = result?.ran ? result : undefined
    const attempts = event.attempts + (response ? 1 : 0)
    this.#note(event, { hop: 'settled', queue: event.reader.queue, outcome: condition })
    this.#delivering++
    const delivered = this.#parts.destinations.deliver({
      event: { ...event.head, payload: event.payload, traceId: traceAfter(event) },
      condition,
      attempts,
      ...(response && { response }),
    })
    await delivered.finally(() => this.#delivering--)
    event.reader.done(event)
    this.#calm(event.reader)
  }

  #note({ head, id }: HeldEvent, hop: EventHop): void {
    this.#parts.journeys?.note(id, functionArn(head, head.functionName, head.qualifier), hop)
  }

  #ended(lane: FunctionLane): void {
    this.#executing--
    this.#window.succeeded()
    lane.ran()
    this.#next(lane)
  }

  #refused(lane: FunctionLane, event: HeldEvent, because: Refusal): void {
    this.counts.throttled++
    this.#executing--
    // What a function has reserved is its own affair; anything else may be too much for the planes.
    const reason = because.members?.Reason
    if (typeof reason !== 'string' || !reason.startsWith('ReservedFunction')) this.#window.tooMuch()
    lane.refused(event)
    this.#note(event, attemptEnd({ ran: false, because }, lane.restMs))
    this.#makeRoom(lane)
    this.#parts.clock.after(lane.restMs, () => this.#want(lane))
    this.#next(lane)
  }

  /** What a function that rests holds of shared queues goes to a queue of its own: others wait behind it. */
  #makeRoom(lane: FunctionLane): void {
    if (lane.waiting <= restingWaitingMax) return
    const own = this.#parts.finder.separate(lane.key)
    if (own === undefined) return
    const byReader = Map.groupBy(lane.takeBut(restingWaitingMax), ({ reader }) => reader)
    for (const [reader, events] of byReader) {
      if (isExpressLane(reader.queue) || !reader.moveAway(events, own)) for (const event of events) lane.add(event)
      else {
        this.#reader(own).rewind()
        this.wake(own)
      }
    }
  }

  #next(lane: FunctionLane): void {
    if (lane.idle) this.#lanes.delete(lane.key)
    this.#want(lane)
    this.#pump()
  }

  /** A lane of its own that has been empty for a while is given up. */
  #calm({ queue }: QueueReader): void {
    const { clock, finder, queues } = this.#parts
    if (!isExpressLane(queue) || this.#calming.has(queue)) return
    this.#calming.add(queue)
    clock.after(calmMs, () => {
      this.#calming.delete(queue)
      if (this.#closed || queues.depth(queue) > 0) return
      finder.rejoin(queue)
      this.#readers.get(queue)?.close()
      this.#readers.delete(queue)
    })
  }
}

/** What is told of an event goes on in its trace: a loop by way of destinations has to show. */
const traceAfter = ({ head }: HeldEvent): string | undefined =>
  head.traceId && extendLineage(head.traceId, functionArn(head, head.functionName)).header
