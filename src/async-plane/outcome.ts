import type { AsyncEvent } from './async-plane.ts'

/** What finally became of an event (Lambda Developer Guide: destinations of asynchronous invocation). */
export interface EventOutcome {
  event: AsyncEvent
  condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency'
  /** How often the function ran. */
  attempts: number
  /** Of the last attempt; absent when it never ran. */
  response?: { payload: Uint8Array; executedVersion: string; functionError?: 'Unhandled' }
}

/** Tells those who asked to be told. Never rejects: what cannot be delivered is counted and logged. */
export interface Destinations {
  deliver(outcome: EventOutcome): Promise<void>
}
