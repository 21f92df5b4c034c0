import type { EventQueues, Portion, QueuedEvent } from '../../store/event-queues.ts'

/**
 * Reads a queue from its newest end: what has come in since, then on downwards. What came in between two readings and
 * was more than one of them could take is left for later, below the place where reading goes on.
 */
export class NewestFirst {
  #highest = 0
  #lowest = Number.MAX_SAFE_INTEGER

  read(queues: EventQueues, queue: string, portion: Portion): QueuedEvent[] {
    if (portion.max <= 0) return []
    const come = queues.ready(queue, { newest: true, after: this.#highest, ...portion })
    if (come.length > 0) {
      const bytes = come.reduce((sum, { payload }) => sum + payload.length, 0)
      const cut = come.length === portion.max || bytes >= (portion.bytes ?? Number.POSITIVE_INFINITY)
      if (cut || this.#highest === 0) this.#lowest = come.at(-1)!.position
      this.#highest = come[0]!.position
      if (cut) return come
      portion = {
        ...portion,
        max: portion.max - come.length,
        bytes: (portion.bytes ?? Number.POSITIVE_INFINITY) - bytes,
      }
    }
    const below = queues.ready(queue, { newest: true, before: this.#lowest, ...portion })
    if (below.length > 0) this.#lowest = below.at(-1)!.position
    return [...come, ...below]
  }

  rewind(): void {
    this.#highest = 0
    this.#lowest = Number.MAX_SAFE_INTEGER
  }
}
