import type { Clock, Timer } from '../../../base/clock.ts'
import type { Subscription } from './subscription.ts'

export interface OutboxParts {
  clock: Clock
  subscription: Pick<Subscription, 'maxItems' | 'maxBytes' | 'timeoutMs'>
  /** Whole events, each a JSON text. Resolves with whether they have arrived; never rejects. */
  send(events: readonly string[]): Promise<boolean>
  onDropped(dropped: Dropped): void
}

/** As platform.logsDropped tells it. */
interface Dropped {
  reason: string
  droppedRecords: number
  droppedBytes: number
}

/** So many batches may wait while one is on its way; what comes then is lost. */
const waitingBatchesMax = 10
const tooSlow = 'Some logs were dropped because the downstream consumer is slower than the logs production rate'

/** Events for one subscriber, sent in batches and in their order: when enough are there, or one has waited enough. */
export class Outbox {
  #parts: OutboxParts
  #events: string[] = []
  #bytes = 0
  #timer: Timer | undefined
  #waiting: (readonly string[])[] = []
  #sending: Promise<void> | undefined
  #lost: Dropped | undefined

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  add(event: string): void {
    const { maxItems, maxBytes, timeoutMs } = this.#parts.subscription
    if (this.#waiting.length >= waitingBatchesMax) return this.#lose(event, tooSlow)
    if (this.#bytes + event.length > maxBytes) this.#close()
    this.#events.push(event)
    this.#bytes += event.length
    if (this.#events.length >= maxItems || this.#bytes >= maxBytes) this.#close()
    else this.#timer ??= this.#parts.clock.after(timeoutMs, () => this.#close())
  }

  /** Resolves once nothing waits any more. */
  async flush(): Promise<void> {
    this.#close()
    await this.#sending
  }

  /** Sends no more. */
  end(): void {
    this.#timer?.cancel()
    this.#waiting = []
    this.#events = []
  }

  #close(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    if (this.#events.length === 0) return
    this.#waiting.push(this.#events)
    this.#events = []
    this.#bytes = 0
    this.#sending ??= this.#sendAll()
  }

  async #sendAll(): Promise<void> {
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      if (await this.#parts.send(batch)) this.#confess()
      else for (const event of batch) this.#lose(event, 'could not send events')
    }
    this.#sending = undefined
  }

  /** Not before somebody listens again: else the news of one loss would be the next. */
  #confess(): void {
    const lost = this.#lost
    this.#lost = undefined
    if (lost) this.#parts.onDropped(lost)
  }

  #lose(event: string, reason: string): void {
    this.#lost ??= { reason, droppedRecords: 0, droppedBytes: 0 }
    this.#lost.droppedRecords++
    this.#lost.droppedBytes += event.length
  }
}
