import type { Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { type Catalog, resolveFunction } from '../../catalog/catalog.ts'
import { latest } from '../../lambda/arn.ts'
import { qualifiedKey } from '../../lambda/keys.ts'
import { backoffMs } from '../../stability/backoff.ts'
import type { Destinations, EventOutcome } from '../outcome.ts'
import { deadLetter } from './dead-letter.ts'
import { recordFor } from './outcome-record.ts'
import type { Parcel, Target } from './target.ts'

export interface EventDestinationsParts {
  catalog: Catalog
  clock: Clock
  random: Random
  target: Target
  complain: (error: unknown) => void
}

const attemptsMax = 4
const backoff = { msMin: 200, msMax: 5_000 }

/** Tells a function's destinations, and its dead-letter queue, what finally became of an event. */
export class EventDestinations implements Destinations {
  readonly #parts: EventDestinationsParts
  /** Since the start; of dead letters, too. */
  readonly counts = { delivered: 0, failed: 0 }

  constructor(parts: EventDestinationsParts) {
    this.#parts = parts
  }

  async deliver(outcome: EventOutcome): Promise<void> {
    const { clock } = this.#parts
    const deliveries: Promise<void>[] = []
    const destination = this.#destinationOf(outcome)
    if (destination)
      deliveries.push(this.#send(destination, { body: recordFor(destination, outcome, clock.now()), outcome }))
    const queue = outcome.condition === 'Success' ? undefined : this.#deadLetterQueueOf(outcome)
    if (queue) deliveries.push(this.#send(queue, { ...deadLetter(outcome), outcome }))
    await Promise.all(deliveries)
  }

  #destinationOf({ condition, event }: EventOutcome): string | undefined {
    const key = qualifiedKey(event, event.functionName, event.qualifier ?? latest)
    const config = this.#parts.catalog.get('event-invoke-config', key)?.configuration.DestinationConfig
    return (condition === 'Success' ? config?.OnSuccess : config?.OnFailure)?.Destination || undefined
  }

  /** A version keeps the queue that it was published with. */
  #deadLetterQueueOf({ event }: EventOutcome): string | undefined {
    const { account, functionName: name, qualifier, region } = event
    const { catalog, random } = this.#parts
    const found = resolveFunction(catalog, { account, region, name, qualifier }, random)
    return found.found ? found.version.configuration.DeadLetterConfig?.TargetArn || undefined : undefined
  }

  async #send(arn: string, parcel: Parcel): Promise<void> {
    const { clock, complain, random, target } = this.#parts
    for (let attempt = 1; ; attempt++) {
      try {
        await target.send(arn, parcel)
        this.counts.delivered++
        return
      } catch (error) {
        if (attempt === attemptsMax) {
          this.counts.failed++
          const { condition, event } = parcel.outcome
          complain(new Error(`${condition} of event ${event.requestId} could not be told to ${arn}`, { cause: error }))
          return
        }
      }
      await clock.sleep(backoffMs(attempt, backoff, random))
    }
  }
}
