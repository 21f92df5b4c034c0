import type { Clock } from '../base/clock.ts'
import type { AccountId, Region, RequestId } from '../base/identity.ts'
import { type EventJourneys, RecentEventJourneys } from './event-journeys.ts'
import { RecentJourneys } from './journeys.ts'

export { InvalidLogQuery } from './log-selection.ts'

/** What an invocation went through. Recorded always: a hop is one number in memory, never a write. */
export const hops = [
  'received',
  'authenticated',
  'accepted',
  'queued',
  'leased',
  'counted',
  'assigned',
  'placed',
  'initialised',
  'invoked',
  'answered',
  'settled',
] as const
export type Hop = (typeof hops)[number]

export interface Journey {
  readonly requestId: RequestId
  /** The first time counts; a note tells why (which queue, which environment). */
  hop(hop: Hop, note?: string): void
}

export interface JourneyView {
  requestId: RequestId
  way: 'sync' | 'event' | 'mapping' | 'url'
  functionArn: string
  startedAt: string
  outcome: string
  hops: { hop: Hop; atMs: number; note?: string }[]
}

export interface Journeys {
  begin(requestId: RequestId, way: JourneyView['way'], functionArn: string): Journey
  end(journey: Journey, outcome: string): void
  find(requestId: string): JourneyView | undefined
  /** Newest first. */
  recent(count: number): JourneyView[]
}

/** The last journeys, in memory. */
export const openJourneys = (clock: Clock, capacity?: number): Journeys => new RecentJourneys(clock, capacity)

export type { EventHop, EventJourneys, EventJourneyView } from './event-journeys.ts'
export type { EventRates, Flow } from './event-rates.ts'

/** Those of events and batches, on the side that nobody waits for. */
export const openEventJourneys = (clock: Clock): EventJourneys => new RecentEventJourneys(clock)

/** One line of a log: CloudWatch's InputLogEvent. */
export interface LogEvent {
  /** Milliseconds since the epoch. */
  timestamp: number
  message: string
}

/** Several accounts and regions may have a log group of one name; this is what sinks and readers call it. */
export const groupKey = (of: { account: AccountId; region: Region }, group: string): string =>
  `${of.account}:${of.region}:${group}`

/** Takes lines and returns at once; writing, rotation and loss under pressure are its own affair (losses are counted). */
export interface LogSink {
  append(group: string, stream: string, events: readonly LogEvent[]): void
}

export interface LogQuery {
  group: string
  streams?: readonly string[]
  streamPrefix?: string
  startTime?: number
  endTime?: number
  /** CloudWatch Logs filter pattern; absent: everything. */
  pattern?: string
  limit: number
  /** Where the last page ended. */
  token?: string
}

export interface StoredLogEvent extends LogEvent {
  stream: string
  eventId: string
  ingestionTime: number
}

export interface LogReader {
  groups(prefix?: string): Promise<{ name: string; creationTime: number; storedBytes: number }[]>
  streams(
    group: string,
  ): Promise<{ name: string; creationTime: number; firstEventTime?: number; lastEventTime?: number }[]>
  events(query: LogQuery): Promise<{ events: StoredLogEvent[]; nextToken?: string }>
}
