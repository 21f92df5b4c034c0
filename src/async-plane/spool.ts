import type { Clock, Timer } from '../base/clock.ts'
import { LinkLost } from '../link/link.ts'
import type { EventQueues, QueuedEvent } from '../store/event-queues.ts'
import type { Acceptance, AsyncEvent, EventAcceptor } from './async-plane.ts'
import { readHead, writeHead } from './event-head.ts'
import { notKept } from './not-kept.ts'

const queue = 'spool'
/** One process has the spool: nobody contests it. */
const fence = 1
const retryMs = 250
/** What the other side breaks at is tried again, but not that often. */
const brokenRetryMs = 10_000
const batch = { max: 64, bytes: 4 * 1024 * 1024 }

export interface SpoolParts {
  clock: Clock
  /** Of another process: rejects with LinkLost when that is away. */
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
      const answer = await this.#parts.remote.accept(event)
      return !answer.accepted && answer.notKept ? await this.#keep(event) : answer
    } catch (error) {
      if (error instanceof LinkLost) return await this.#keep(event)
      // It would break at this one again.
      this.#parts.complain(error)
      return notKept(error)
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

  async #keep(event: AsyncEvent): Promise<Acceptance> {
    const { acceptedAt = this.#parts.clock.now(), payload, requestId: id } = event
    try {
      await this.#store().append([{ queue, id, head: writeHead(event), payload, acceptedAt }])
    } catch (error) {
      return notKept(error)
    }
    this.#later(retryMs)
    return { accepted: true }
  }

  async #drain(): Promise<void> {
    const queues = this.#store()
    for (let after = 0; ; ) {
      const events = this.#closed ? [] : queues.ready(queue, { after, ...batch })
      if (events.length === 0) break
      const fates = await Promise.all(events.map((event) => this.#handOn(event)))
      const done = events.filter((_, at) => fates[at] === 'taken').map(({ position }) => position)
      queues.settle(queue, fence, { done })
      if (fates.includes('away')) return this.#later(retryMs)
      after = events.at(-1)!.position
    }
    if (this.depth > 0) this.#later(brokenRetryMs)
  }

  /** What is refused now was accepted once: that is said, since nobody else hears of it. */
  async #handOn({ acceptedAt, head, payload }: QueuedEvent): Promise<'taken' | 'broken' | 'away'> {
    try {
      const answer = await this.#parts.remote.accept({ ...readHead(head), payload, acceptedAt })
      if (answer.accepted) return 'taken'
      if (answer.notKept || answer.because.exception === 'TooManyRequestsException') return 'away'
      this.#parts.complain(new Error(`an event from the spool was refused: ${answer.because.message} (${head})`))
      return 'taken'
    } catch (error) {
      if (error instanceof LinkLost) return 'away'
      this.#parts.complain(
        new Error(`an event from the spool was not taken, and waits there (${head})`, { cause: error }),
      )
      return 'broken'
    }
  }

  #later(ms: number): void {
    if (this.#closed) return
    this.#timer?.cancel()
    this.#timer = this.#parts.clock.after(ms, () => void this.drain().catch(this.#parts.complain))
  }
}
