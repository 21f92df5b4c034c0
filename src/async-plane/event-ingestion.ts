import { functionArn } from '../lambda/arn.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Acceptance, AsyncEvent, AsyncPlaneParts, EventAcceptor } from './async-plane.ts'
import { keyOf, writeHead } from './event-head.ts'
import { notKept } from './not-kept.ts'

/** What may wait for its commit; beyond it the store is slower than its callers, and more would only wait longer. */
const waitingBytesMax = 64 * 1024 * 1024

const overloaded: Refusal = {
  exception: 'TooManyRequestsException',
  message: 'Rate Exceeded.',
  members: { Reason: 'CallerRateLimitExceeded' },
  headers: { 'Retry-After': '1' },
}

export class EventIngestion implements EventAcceptor {
  readonly #parts: AsyncPlaneParts
  #waitingBytes = 0

  constructor(parts: AsyncPlaneParts) {
    this.#parts = parts
  }

  async accept(event: AsyncEvent): Promise<Acceptance> {
    const { clock, finder, journeys, onAppended, queues } = this.#parts
    const bytes = event.payload.length
    if (this.#waitingBytes + bytes > waitingBytesMax) return { accepted: false, because: overloaded }
    const choice = finder.choose(keyOf(event), (name) => queues.depth(name))
    const { queue } = choice
    const { acceptedAt = clock.now(), payload, requestId: id } = event
    this.#waitingBytes += bytes
    try {
      await queues.append([{ queue, id, head: writeHead(event), payload, acceptedAt }])
    } catch (error) {
      return notKept(error)
    } finally {
      this.#waitingBytes -= bytes
    }
    const arn = functionArn(event, event.functionName, event.qualifier)
    journeys?.note(event.requestId, arn, { hop: 'accepted', ...choice })
    onAppended(queue)
    return { accepted: true }
  }
}
