import type { EventOutcome } from '../outcome.ts'
import type { MessageAttribute } from './dead-letter.ts'

/** What is sent. */
export interface Parcel {
  body: string
  outcome: EventOutcome
  /** Of dead letters. */
  attributes?: Record<string, MessageAttribute>
}

/** Sends to a queue, topic, bus, bucket or function, whatever the ARN names. Rejects when that did not take it. */
export interface Target {
  send(arn: string, parcel: Parcel): Promise<void>
}
