import type { Clock, Timer } from '../base/clock.ts'
import type { EventQueues, QueuedEvent } from '../store/event-queues.ts'
import type { Acceptance, AsyncEvent, EventAcceptor } from './async-plane.ts'
import { readHead, writeHead } from './event-head.ts'

const queue = 'spool'
/** One process has the spool: nobody contests it. */
const fence = 1
const retryMs = 250
const batch = 64

export interface SpoolParts {
  clock: Clock
  /** Of another process: rejects when that is away. */
  remote: EventAcceptor
  /** Opened when it is first needed, or to see whether something was left in it. */
  open(): EventQueues
  complain: (error: unknown) => void
}

/**
 * Events go to the async plane; while that is away, to a file of this process, and from there on when it is back.
 * What was on its way when the line broke may be accepted twice.
 */
export class Spool implements EventAcceptor {
  readonly #parts: SpoolParts
  #queues: EventQueues | undefined
  #timer: Timer | undefined
  #draining: Promise<void> | undefined
  #closed = false

  constructor(parts: SpoolParts) {
    this.#parts = parts
  }

  async accept(event: AsyncEvent): Promise<Acceptance> {
    try {
      return await this.#parts.remote.accept(event)
    } catch {
      const { clock } = this.#parts
      const { payload, requestId: id } = event
      await this.#store().append([{ queue, id, head: writeHead(event), payload, acceptedAt: clock.now() }])
      this.#later()
      return { accepted: true }
    }
  }

  /** How many events wait here. */
  get depth(): number {
    return this.#queues?.depth(queue) ?? 0
  }

  /** The other side is back, or may be: hands on what waits. */
  drain(): Promise<void> {
    this.#draining ??= this.#drain().finally(() => (this.#draining = undefined))
    return this.#draining
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#timer?.cancel()
    await this.#draining
    this.#queues?.close()
  }

  #store(): EventQueues {
    this.#queues ??= this.#parts.open()
    return this.#queues
  }

  async #drain(): Promise<void> {
    const queues = this.#store()
    for (;;) {
      const events = this.#closed ? [] : queues.ready(queue, { after: 0, max: batch })
      if (events.length === 0) return
      const done = await Promise.all(events.map((event) => this.#handOn(event)))
      queues.settle(queue, fence, { done: done.filter((position) => position !== undefined) })
      if (done.includes(undefined)) return this.#later()
    }
  }

  /** Undefined while nobody takes it. What is refused now was accepted once: that is said, since nobody else hears of it. */
  async #handOn({ head, payload, position }: QueuedEvent): Promise<number | undefined> {
    try {
      const answer = await this.#parts.remote.accept({ ...readHead(head), payload })
      if (answer.accepted) return position
      if (answer.because.exception === 'TooManyRequestsException') return undefined
      this.#parts.complain(new Error(`an event from the spool was refused: ${answer.because.message} (${head})`))
      return position
    } catch {
      return undefined
    }
  }

  #later(): void {
    if (this.#closed) return
    this.#timer?.cancel()
    this.#timer = this.#parts.clock.after(retryMs, () => void this.drain().catch(this.#parts.complain))
  }
}
