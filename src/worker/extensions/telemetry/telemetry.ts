import { utf8 } from '../../../base/bytes.ts'
import type { Clock } from '../../../base/clock.ts'
import { isoInstant } from '../../../base/instant.ts'
import { within } from '../within.ts'
import { Outbox } from './outbox.ts'
import type { Destination, Subscription, TelemetryType } from './subscription.ts'

export interface TelemetryParts {
  clock: Clock
  /** Brings bytes to a port in the sandbox; resolves with the status of an HTTP answer, 0 where there was none. */
  carry?(port: number, bytes: Uint8Array, protocol: Destination['protocol']): Promise<number>
}

/** Until subscriptions close, so many events are kept for those who come later. */
const keptMax = 1000

/** What happens in one environment, as its extensions want to be told (Lambda Developer Guide: Telemetry API). */
export class Telemetry {
  #parts: TelemetryParts
  #subscribers: { types: ReadonlySet<TelemetryType>; outbox: Outbox }[] = []
  #kept: { category: TelemetryType; event: string }[] | undefined = []

  constructor(parts: TelemetryParts) {
    this.#parts = parts
  }

  /** Whether events can be brought to where extensions listen. */
  get offered(): boolean {
    return this.#parts.carry !== undefined
  }

  get open(): boolean {
    return this.#kept !== undefined
  }

  /** Whether anybody wants, or may still want, what is told. */
  get heard(): boolean {
    return this.offered && (this.open || this.#subscribers.length > 0)
  }

  subscribe(subscription: Subscription): void {
    const outbox = new Outbox({
      clock: this.#parts.clock,
      subscription,
      send: (events) => this.#send(subscription.destination, events),
      onDropped: (dropped) => this.tell('platform', 'platform.logsDropped', dropped),
    })
    const types = new Set(subscription.types)
    this.#subscribers.push({ types, outbox })
    for (const { category, event } of this.#kept ?? []) if (types.has(category)) outbox.add(event)
  }

  /** The init phase is over: nobody subscribes any more. */
  closeSubscriptions(): void {
    this.#kept = undefined
  }

  tell(category: TelemetryType, type: string, record: unknown): void {
    if (!this.heard) return
    const event = JSON.stringify({ time: isoInstant(this.#parts.clock.now()), type, record })
    if (this.#kept && this.#kept.length < keptMax) this.#kept.push({ category, event })
    for (const { types, outbox } of this.#subscribers) if (types.has(category)) outbox.add(event)
  }

  /** Resolves once all is delivered, or after so long. */
  async flush(withinMs: number): Promise<void> {
    if (this.#subscribers.length === 0) return
    await within(this.#parts.clock, withinMs, Promise.all(this.#subscribers.map(({ outbox }) => outbox.flush())))
  }

  end(): void {
    for (const { outbox } of this.#subscribers.splice(0)) outbox.end()
    this.#kept = undefined
  }

  async #send(to: Destination, events: readonly string[]): Promise<boolean> {
    const parcel = to.protocol === 'HTTP' ? asRequest(to, events) : utf8(events.map((event) => `${event}\n`).join(''))
    const status = (await this.#parts.carry?.(to.port, parcel, to.protocol)) ?? 0
    return status >= 200 && status < 300
  }
}

function asRequest({ port, path }: { port: number; path: string }, events: readonly string[]): Uint8Array {
  const body = `[${events.join(',')}]`
  const host = `sandbox.localdomain:${port}`
  const length = utf8(body).length
  return utf8(
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
