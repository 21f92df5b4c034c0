import type { Clock, Timer } from '../../../base/clock.ts'
import type { Subscription } from './subscription.ts'

export interface OutboxParts {
  clock: Clock
  subscription: Pick<Subscription, 'maxItems' | 'maxBytes' | 'timeoutMs'>
  /** Whole events, each a JSON text. Resolves with whether they have arrived; never rejects. */
  send(events: readonly string[]): Promise<boolean>
  onDropped(dropped: { reason: string; droppedRecords: number; droppedBytes: number }): void
}

/** So many batches may wait while one is on its way; what comes then is lost. */
const waitingBatchesMax = 10

/** Events for one subscriber, sent in batches and in their order: when enough are there, or one has waited enough. */
export class Outbox {
  #parts: OutboxParts
  #events: string[] = []
  #bytes = 0
  #timer: Timer | undefined
  #waiting: (readonly string[])[] = []
  #sending: Promise<void> | undefined
  #lost = { droppedRecords: 0, droppedBytes: 0 }

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  add(event: string): void {
    const { maxItems, maxBytes, timeoutMs } = this.#parts.subscription
    if (this.#waiting.length >= waitingBatchesMax) return this.#lose(event)
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
      if (!(await this.#parts.send(batch))) this.#confess('could not send events', batch)
    }
    this.#sending = undefined
    if (this.#lost.droppedRecords === 0) return
    const lost = this.#lost
    this.#lost = { droppedRecords: 0, droppedBytes: 0 }
    const reason = 'Some logs were dropped because the downstream consumer is slower than the logs production rate'
    this.#parts.onDropped({ reason, ...lost })
  }

  #confess(reason: string, batch: readonly string[]): void {
    const droppedBytes = batch.reduce((sum, event) => sum + event.length, 0)
    this.#parts.onDropped({ reason, droppedRecords: batch.length, droppedBytes })
  }

  #lose(event: string): void {
    this.#lost.droppedRecords++
    this.#lost.droppedBytes += event.length
  }
}
