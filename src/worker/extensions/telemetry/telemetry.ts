import { utf8 } from '../../../base/bytes.ts'
import type { Clock } from '../../../base/clock.ts'
import { isoInstant } from '../../../base/instant.ts'
import { within } from '../within.ts'
import { asLogs } from './logs-api.ts'
import { Outbox } from './outbox.ts'
import type { Destination, Subscription, TelemetryType } from './subscription.ts'

export interface TelemetryParts {
  clock: Clock
  /** Brings bytes to a port in the sandbox; resolves with the status of an HTTP answer, 0 where there was none. */
  carry?(port: number, bytes: Uint8Array, protocol: Destination['protocol']): Promise<number>
}

export interface TelemetryEvent {
  /** ISO 8601, UTC, milliseconds. */
  time: string
  type: string
  record: unknown
}

/** Until subscriptions close, so much is kept for those who come later. */
const keptCharactersMax = 256 * 1024

interface Subscriber {
  name: string
  subscription: Subscription
  outbox: Outbox
}

/** What happens in one environment, as its extensions want to be told (Lambda Developer Guide: Telemetry API). */
export class Telemetry {
  #parts: TelemetryParts
  #subscribers: Subscriber[] = []
  #unannounced: { name: string; types: readonly TelemetryType[] }[] = []
  #announce = (name: string, types: readonly TelemetryType[]): void => {
    this.#unannounced.push({ name, types })
  }
  #keptCharacters = 0
  #kept: { category: TelemetryType; event: TelemetryEvent }[] | undefined = []

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

  /** Told of each subscription, earlier ones too. */
  onSubscribed(listener: (name: string, types: readonly TelemetryType[]) => void): void {
    this.#announce = listener
    for (const { name, types } of this.#unannounced.splice(0)) listener(name, types)
  }

  /** Who subscribes again changes his mind. */
  subscribe(name: string, subscription: Subscription): void {
    const outbox = new Outbox({
      clock: this.#parts.clock,
      subscription,
      send: (events) => this.#send(subscription.destination, events),
      onDropped: (dropped) => this.tell('platform', 'platform.logsDropped', dropped),
    })
    const subscriber = { name, subscription, outbox }
    const before = this.#subscribers.findIndex(
      (each) => each.name === name && each.subscription.api === subscription.api,
    )
    if (before >= 0) this.#subscribers.splice(before, 1)[0]!.outbox.end()
    this.#subscribers.push(subscriber)
    for (const { category, event } of this.#kept ?? []) post(subscriber, category, event)
    this.#announce(name, subscription.types)
  }

  /** The init phase is over: nobody subscribes any more. */
  closeSubscriptions(): void {
    this.#kept = undefined
  }

  tell(category: TelemetryType, type: string, record: unknown): void {
    if (!this.heard) return
    const event = { time: isoInstant(this.#parts.clock.now()), type, record }
    if (this.#kept) this.#keep(category, event)
    for (const subscriber of this.#subscribers) post(subscriber, category, event)
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

  #keep(category: TelemetryType, event: TelemetryEvent): void {
    this.#keptCharacters += JSON.stringify(event).length
    if (this.#keptCharacters <= keptCharactersMax) this.#kept?.push({ category, event })
  }

  async #send(to: Destination, events: readonly string[]): Promise<boolean> {
    const parcel = to.protocol === 'HTTP' ? asRequest(to, events) : utf8(events.map((event) => `${event}\n`).join(''))
    const status = (await this.#parts.carry?.(to.port, parcel, to.protocol)) ?? 0
    return status >= 200 && status < 300
  }
}

function post({ subscription, outbox }: Subscriber, category: TelemetryType, event: TelemetryEvent): void {
  const { api, schemaVersion, types } = subscription
  if (!types.includes(category)) return
  const told = api === 'logs' ? asLogs(event, schemaVersion) : [event]
  for (const each of told) outbox.add(JSON.stringify(each))
}

function asRequest({ port, path }: { port: number; path: string }, events: readonly string[]): Uint8Array {
  const body = `[${events.join(',')}]`
  const host = `sandbox.localdomain:${port}`
  const length = utf8(body).length
  return utf8(
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  )
}
