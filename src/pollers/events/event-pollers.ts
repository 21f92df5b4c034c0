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
import { type HeldEvent, staleMs } from './held-event.ts'
import { type EventSettings, endBeforeAttempt, judgeAttempt, settingsOf } from './judge-attempt.ts'
import { keepResponse, keptResponse } from './last-response.ts'
import { QueueReaders } from './queue-readers.ts'
import { Recovery, type RecoveryView } from './recovery.ts'
import { Window } from './window.ts'

/** Of one function, from queues that it shares with others; what is more gets a queue of its own. */
const sharedWaitingMax = 64
/** And of one that is busy, or turned down. */
const restingWaitingMax = 4
/** Ages of what waits are looked at so often at least: the maximum may have become less meanwhile. */
const ageCheckMs = 60_000

/** Reads the queues that it owns, and runs what is in them: in turn by function, and no more at once than the planes take. */
export class EventPollers implements RunningPollers {
  readonly counts: EventCounts = { succeeded: 0, failed: 0, expired: 0, throttled: 0, dropped: 0 }
  readonly #parts: EventPollerParts
  readonly #readers: QueueReaders
  readonly #lanes = new Map<string, FunctionLane>()
  readonly #turns = new FairShare<FunctionLane>()
  readonly #window = new Window(16, 512)
  readonly #recovery: Recovery
  readonly #running = new Set<Promise<void>>()
  #executing = 0
  #delivering = 0
  #closed = false

  constructor(parts: EventPollerParts) {
    this.#parts = parts
    this.#recovery = new Recovery({ ...parts, onRoom: () => this.#pump() })
    this.#readers = new QueueReaders({
      ...parts,
      take: (event) => this.#take(event),
      working: () =>
        this.#executing + this.#delivering > 0 || [...this.#lanes.values()].some((lane) => lane.restMs > 0),
      onLost: (lost) => this.#lanes.forEach((lane) => lane.forget(lost)),
    })
    this.#readers.open()
  }

  wake(queue: string): void {
    this.#readers.wake(queue)
  }

  views() {
    return [...this.#lanes.values()].map(({ key, oldest, running, waiting, window }) => {
      const age = oldest && { oldestAcceptedAt: oldest.acceptedAt }
      return { key, waiting, running, window, ...age }
    })
  }

  get recovery(): RecoveryView {
    return this.#recovery.view
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#recovery.close()
    this.#readers.stop()
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
    this.#readers.close()
  }

  #take(event: HeldEvent): { moveTo: string } | undefined {
    const lane = this.#lane(keyOf(event.head))
    const moveTo = this.#ownQueueOf(lane, event)
    if (moveTo !== undefined && moveTo !== event.reader.queue) {
      // What came before goes there, too: else its own queue had to wait for it.
      if (!this.#readers.has(moveTo)) queueMicrotask(() => this.#makeRoom(lane))
      // It is read again there, from its beginning, once it has been moved.
      this.#readers.of(moveTo).rewind()
      this.wake(moveTo)
      return { moveTo }
    }
    lane.permit(settingsOf(this.#parts.catalog, event.head).reserved)
    if (event.attempts === 0 && !lane.full && this.#ageOf(event) > staleMs) this.#recovery.stale()
    lane.add(event)
    this.#watchAge(lane)
    this.#want(lane)
    return undefined
  }

  #ageOf(event: HeldEvent): number {
    return this.#parts.clock.now() - event.acceptedAt
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
    while (!this.#closed && this.#turns.size > 0) {
      if (this.#executing >= this.#window.size) return this.#recovery.crowded()
      const lane = this.#turns.next()!
      if (!lane.ready) continue
      const started = this.#start(lane)
      if (lane.ready) this.#turns.want(lane)
      if (!started) return
    }
  }

  /** False when no more may be started for now. */
  #start(lane: FunctionLane): boolean {
    const event = lane.start()
    if (!event.reader.owns()) {
      lane.dropped()
      this.#forgetIdle(lane)
      return true
    }
    const settings = settingsOf(this.#parts.catalog, event.head)
    lane.permit(settings.reserved)
    const condition = endBeforeAttempt(settings, this.#ageOf(event))
    if (!condition && !this.#recovery.grant()) {
      lane.putBack(event)
      return false
    }
    this.#executing++
    const run = condition ? this.#over(lane, event, { condition }) : this.#run(lane, event, settings)
    this.#track(run)
    return true
  }

  #track(run: Promise<void>): void {
    const tracked = run.catch(this.#parts.complain)
    this.#running.add(tracked)
    void tracked.finally(() => this.#running.delete(tracked))
  }

  async #run(lane: FunctionLane, event: HeldEvent, settings: EventSettings): Promise<void> {
    const { lease, queue } = event.reader
    this.#note(event, { hop: 'attempted', queue, owner: lease?.owner ?? 'nobody any more', fence: lease?.fence ?? 0 })
    const result = await this.#invoke(event)
    const attempts = event.attempts + 1
    const verdict = judgeAttempt(result, settings, { attempts, ageMs: this.#ageOf(event) })
    if (verdict.is !== 'not run')
      this.#note(event, attemptEnd(result, verdict.is === 'retry' ? verdict.afterMs : undefined))
    switch (verdict.is) {
      case 'over':
        return await this.#over(lane, event, { condition: verdict.condition, result })
      case 'retry': {
        const last = result.ran ? keepResponse(result) : undefined
        event.reader.retry(event, { attempts, dueAt: this.#parts.clock.now() + verdict.afterMs, last })
        return this.#ended(lane)
      }
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
      const result = await this.#parts.invoker.invoke({ ...head, payload, way: 'event' })
      this.#recovery.ended(result.ran || isOwnAffair(result.because) ? 'run' : 'refused')
      return result
    } catch (error) {
      this.#recovery.ended('broken')
      const message = error instanceof Error ? error.message : String(error)
      return { ran: false, because: { exception: 'ServiceException', message } }
    }
  }

  async #over(lane: FunctionLane, event: HeldEvent, end: End): Promise<void> {
    this.#ended(lane)
    await this.#conclude(event, end)
  }

  /** Told, and gone. */
  async #conclude(event: HeldEvent, { condition, result }: End): Promise<void> {
    if (condition === 'Success') this.counts.succeeded++
    else if (condition === 'EventAgeExceeded') this.counts.expired++
    else this.counts.failed++
    const response = result?.ran ? result : keptResponse(event.last)
    this.#note(event, { hop: 'settled', queue: event.reader.queue, outcome: condition })
    this.#delivering++
    const delivered = this.#parts.destinations.deliver({
      event: { ...event.head, payload: event.payload, traceId: traceAfter(event) },
      condition,
      attempts: event.attempts + (result?.ran ? 1 : 0),
      ...(response && { response }),
    })
    await delivered.finally(() => this.#delivering--)
    event.reader.done(event)
    this.#readers.settled(event.reader.queue)
  }

  /** An event may come to its end while its function is busy or rests. */
  #watchAge(lane: FunctionLane): void {
    const { oldest } = lane
    if (!oldest || lane.watched || this.#closed) return
    const left = settingsOf(this.#parts.catalog, oldest.head).ageMsMax - this.#ageOf(oldest)
    lane.watched = this.#parts.clock.after(Math.max(0, Math.min(ageCheckMs, left)), () => {
      lane.watched = undefined
      this.#expire(lane)
      this.#watchAge(lane)
    })
  }

  #expire(lane: FunctionLane): void {
    if (!lane.oldest || this.#closed) return
    const { ageMsMax } = settingsOf(this.#parts.catalog, lane.oldest.head)
    for (const event of lane.takeAcceptedUntil(this.#parts.clock.now() - ageMsMax))
      this.#track(this.#conclude(event, { condition: 'EventAgeExceeded' }))
    this.#forgetIdle(lane)
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
    if (!isOwnAffair(because)) this.#window.tooMuch()
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
        this.#readers.of(own).rewind()
        this.wake(own)
      }
    }
  }

  #next(lane: FunctionLane): void {
    this.#forgetIdle(lane)
    this.#want(lane)
    this.#pump()
  }

  #forgetIdle(lane: FunctionLane): void {
    if (!lane.idle) return
    lane.watched?.cancel()
    lane.watched = undefined
    this.#lanes.delete(lane.key)
  }
}

type End = Pick<EventOutcome, 'condition'> & { result?: InvocationResult }

/** What a function has reserved is full, and nothing else. */
const isOwnAffair = ({ exception, members }: Refusal): boolean =>
  exception === 'ResourceNotFoundException' || `${members?.Reason as string}`.startsWith('ReservedFunction')

/** What is told of an event goes on in its trace: a loop by way of destinations has to show. */
const traceAfter = ({ head }: HeldEvent): string | undefined =>
  head.traceId && extendLineage(head.traceId, functionArn(head, head.functionName)).header
